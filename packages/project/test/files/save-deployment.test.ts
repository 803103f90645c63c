import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { parseExact } from "@tutti/core/exact-json";
import { readProject } from "../../src/files/read-project.ts";
import { saveDeployment } from "../../src/files/save-deployment.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const ENTRY = { name: "a", entrypoint: "f.ts:f", parameters: { rate: parseExact("5.0"), count: 1 } };

test("a new deployment goes into tutti.yaml, which is made for it", async () => {
  await using folder = await temporaryFolder({ "prefect.yaml": "name: x\n" });
  expect(await saveDeployment(await readProject(folder.path), ENTRY)).toBe(folder.join("tutti.yaml"));
  expect(await readFile(folder.join("tutti.yaml"), "utf8")).toBe(`deployments:
  - name: a
    entrypoint: f.ts:f
    parameters:
      rate: 5.0
      count: 1
`);
  expect((await readProject(folder.path)).deployments.map(({ values }) => values)).toEqual([ENTRY]);
});

test("the first one takes the place of the entry that init left blank; comments stay", async () => {
  await using folder = await temporaryFolder({
    "tutti.yaml": `# my project
name: x # its name

deployments:
- # base metadata
  name: null # a name
  tags: []
  entrypoint: null
  parameters: {}
`,
  });
  await saveDeployment(await readProject(folder.path), ENTRY);
  expect(await readFile(folder.join("tutti.yaml"), "utf8")).toBe(`# my project
name: x # its name

deployments:
# base metadata
- name: a # a name
  tags: []
  entrypoint: f.ts:f
  parameters:
    rate: 5.0
    count: 1
`);
  await saveDeployment(await readProject(folder.path), { name: "b", entrypoint: "f.ts:f" });
  expect(await readFile(folder.join("tutti.yaml"), "utf8")).toMatch(/count: 1\n- name: b\n {2}entrypoint: f\.ts:f\n$/);
});

test("one that stands in prefect.yaml or deployment.yaml is changed there; keys and comments that are not its stay", async () => {
  const prefectYaml = `name: x
deployments:
  - name: a
    entrypoint: ./f.ts:f # where
    parameters:
      # the rate
      rate: 1
      old: 2
    description: kept
`;
  await using folder = await temporaryFolder({ "tutti.yaml": "name: x\n", "prefect.yaml": prefectYaml });
  expect(await saveDeployment(await readProject(folder.path), ENTRY)).toBe(folder.join("prefect.yaml"));
  expect(await readFile(folder.join("prefect.yaml"), "utf8")).toBe(`name: x
deployments:
  - name: a
    entrypoint: f.ts:f # where
    parameters:
      # the rate
      rate: 5.0
      count: 1
    description: kept
`);
  await using lone = await temporaryFolder({ "deployment.yaml": "name: a\nentrypoint: f.ts:f\nwork_pool: {}\n" });
  const project = await readProject(lone.path);
  await saveDeployment(project, { ...ENTRY, work_pool: { name: "p" } });
  expect(await readFile(lone.join("deployment.yaml"), "utf8")).toBe(
    "name: a\nentrypoint: f.ts:f\nwork_pool:\n  name: p\nparameters:\n  rate: 5.0\n  count: 1\n",
  );
});

test("the file of `deployment build` keeps its form", async () => {
  const text = `###
### A complete description of a Prefect Deployment for flow 'main-flow'
###
name: a
work_pool_name: old # where
work_queue_name: default
infra_overrides: {}
schedule: null
entrypoint: f.py:f
path: /home/me
manifest_path: null
`;
  await using folder = await temporaryFolder({ "deployment.yaml": text });
  const project = await readProject(folder.path);
  const values = { name: "a", entrypoint: "f.py:f", schedules: [{ cron: "0 0 * * *" }], build: [], pull: [] };
  const pool = { name: "new", job_variables: { env: { A: "1" } } };
  await saveDeployment(project, { ...values, work_pool: pool });
  const saved = await readFile(folder.join("deployment.yaml"), "utf8");
  expect(saved).toContain("work_pool_name: new # where\nwork_queue_name: default\n");
  const { deployments, warnings } = await readProject(folder.path);
  expect(warnings).toEqual([]);
  expect(deployments).toMatchObject([
    {
      values: {
        name: "a",
        schedules: values.schedules,
        path: "/home/me",
        work_pool: { ...pool, work_queue_name: "default" },
      },
      steps: { pull: [{ set_working_directory: { directory: "/home/me" } }] },
    },
  ]);
});

test("what is already so is left as it is written", async () => {
  const text = `deployments:
    - name: "a"
      entrypoint: 'f.ts:f'
      tags: [x,   y] # two
`;
  await using folder = await temporaryFolder({ "tutti.yaml": text });
  await saveDeployment(await readProject(folder.path), { name: "a", entrypoint: "f.ts:f" });
  expect(await readFile(folder.join("tutti.yaml"), "utf8")).toContain(`name: "a"\n`);
});
