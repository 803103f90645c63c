import { expect, test } from "vitest";
import type { Draft } from "../../src/deploy/draft.ts";
import { fillDraft } from "../../src/deploy/fill-draft.ts";
import type { DeploymentValues } from "../../src/files/project-schema.ts";
import type { BlockData, TemplateSources } from "@tutti/client/template/template-sources";

const BLOCKS = new Map<string, BlockData>([
  ["secret/key", { data: { value: "hush" }, secrets: ["hush"] }],
  ["string/place", { data: { value: "here" }, secrets: [] }],
]);

const sources: TemplateSources = {
  block: (type, name) => Promise.resolve(BLOCKS.get(`${type}/${name}`) ?? null),
  blockById: () => Promise.resolve(null),
  variable: (name) => Promise.resolve(name === "month" ? { value: 3 } : null),
  environment: { WHO: "me" },
};

function draft(values: DeploymentValues, pull: Draft["steps"]["pull"] = null): Draft {
  return { entry: null, values, steps: { build: [], push: [], pull } };
}

test("blocks, variables, the environment and outputs are filled in", async () => {
  const values: DeploymentValues = {
    name: "{{ $WHO }}-1",
    version: "{{ image.tag }}",
    description: "{{ not.there }}",
    parameters: { month: "{{ prefect.variables.month }}" },
    work_pool: {
      name: "pool",
      job_variables: { where: "{{ tutti.blocks.string.place }}", flow: "{{ ctx.flow.name }}!" },
    },
    triggers: [{ name: "{{ $WHO }}", parameters: { id: "{{ event.id }}" } }],
  };
  expect(await fillDraft(draft(values), { image: { tag: "v1" } }, sources)).toEqual({
    values: {
      name: "me-1",
      version: "v1",
      parameters: { month: 3 },
      work_pool: { name: "pool", job_variables: { where: "here", flow: "{{ ctx.flow.name }}!" } },
      triggers: [{ name: "me", parameters: { id: "{{ event.id }}" } }],
    },
    pullSteps: null,
  });
});

test("a deployment holds no secret: job variables that name one keep the reference", async () => {
  const job_variables = { env: { KEY: "{{ prefect.blocks.secret.key }}", WHO: "{{ $WHO }}", TAG: "{{ image.tag }}" } };
  const filled = await fillDraft(
    draft({ work_pool: { name: "pool", job_variables } }),
    { image: { tag: "v1" } },
    sources,
  );
  expect(filled.values.work_pool).toEqual({
    name: "pool",
    job_variables: { env: { KEY: "{{ prefect.blocks.secret.key }}", WHO: "me", TAG: "v1" } },
  });
});

test("pull steps are kept as Prefect's workers know them, with what earlier steps put out", async () => {
  const directory = "{{ tutti.blocks.string.place }}/{{ image.tag }}/{{ $WHO }}";
  const filled = await fillDraft(
    draft({}, [{ set_working_directory: { directory } }]),
    { image: { tag: "v1" } },
    sources,
  );
  expect(filled.pullSteps).toEqual([
    {
      "prefect.deployments.steps.set_working_directory": {
        directory: "{{ prefect.blocks.string.place }}/v1/{{ $WHO }}",
      },
    },
  ]);
});

test.each([
  ["{{ prefect.blocks.secret.nope }}", "there is no block secret/nope"],
  ["{{ prefect.variables.nope }}", "there is no variable nope"],
])("%s is an error", async (text, problem) => {
  await expect(fillDraft(draft({ version: text }), {}, sources)).rejects.toThrow(problem);
});
