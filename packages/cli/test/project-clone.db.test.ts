import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { createDeployment } from "@tutti/client/deployments";
import { registerFlow } from "@tutti/client/flows";
import { createVariable } from "@tutti/client/variables";
import { arrayOf } from "@tutti/client/parsers";
import { blockDocument } from "@tutti/core/wire/block-document";
import { blockSchema } from "@tutti/core/wire/block-schema";
import { blockType } from "@tutti/core/wire/block-type";
import { afterAll, beforeAll, expect, test } from "vitest";
import { CliServer } from "./support/cli-server.ts";
import { runCli } from "./support/run-cli.ts";

const cli = new CliServer();
let folder = "";

beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), "tutti-clone-")));
  await mkdir(join(folder, "origin"));
  await mkdir(join(folder, "here"));
  await writeFile(join(folder, "origin", "flow.ts"), "// the flow");
  const git = (...args: string[]) => promisify(execFile)("git", ["-C", join(folder, "origin"), ...args]);
  await git("init", "--quiet", "--initial-branch=main");
  await git("add", "--all");
  await git("-c", "user.name=T", "-c", "user.email=t@example.com", "commit", "--quiet", "--message=one");
});

afterAll(() => rm(folder, { recursive: true }));

async function deploy(name: string, pullSteps: Record<string, unknown>[]): Promise<string> {
  const flow = await registerFlow(cli.api, { name: "taxi" });
  return (await createDeployment(cli.api, { name, flow_id: flow.id, pull_steps: pullSteps })).id;
}

async function saveSecret(name: string, value: string): Promise<void> {
  const type = await cli.api.get("/block_types/slug/secret", blockType);
  const filter = { block_schemas: { block_type_id: { any_: [type.id] } } };
  const [schema] = await cli.api.post("/block_schemas/filter", filter, arrayOf(blockSchema));
  const body = { name, data: { value }, block_type_id: type.id, block_schema_id: schema?.id };
  await cli.api.post("/block_documents/", body, blockDocument);
}

function projectClone(...args: string[]) {
  return runCli(["project", "clone", ...args], { env: cli.env, cwd: join(folder, "here") });
}

test("a deployment's pull steps run here, with the server's variables and secrets; the code's folder is printed", async () => {
  await createVariable(cli.api, { name: "branch", value: "main" });
  await saveSecret("greeting", "hello-in-secret");
  const id = await deploy("cloned", [
    {
      "prefect.deployments.steps.git_clone": {
        id: "code",
        repository: `file://${join(folder, "origin")}`,
        branch: "{{ prefect.variables.branch }}",
      },
    },
    {
      "prefect.deployments.steps.run_shell_script": {
        directory: "{{ code.directory }}",
        script: 'sh -c "echo {{ prefect.blocks.secret.greeting }} > said.txt; cat said.txt"',
      },
    },
  ]);
  const code = join(folder, "here", "origin-main");
  for (const args of [
    ["-d", "taxi/cloned"],
    ["--id", id],
  ]) {
    const { stdout, stderr, ...outcome } = await projectClone(...args);
    expect({ ...outcome, stdout, secret: stderr.includes("hello-in-secret") }).toEqual({
      code: 0,
      stdout: `${code}\n`,
      secret: false,
    });
    expect(stderr.split("\n").at(-2)).toBe("********");
  }
  expect(await readFile(join(code, "flow.ts"), "utf8")).toBe("// the flow");
  expect(await readFile(join(code, "said.txt"), "utf8")).toBe("hello-in-secret\n");
});

test("what cannot be cloned is said", async () => {
  await deploy("bare", []);
  await deploy("lost", [{ git_clone: { repository: "r", access_token: "{{ prefect.blocks.secret.nope }}" } }]);
  expect(await projectClone("-d", "taxi/bare")).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("The deployment bare has no pull steps."),
  });
  expect(await projectClone("-d", "taxi/lost")).toMatchObject({
    code: 1,
    stderr: expect.stringContaining(
      "A template cannot be filled: git_clone: {{ prefect.blocks.secret.nope }}: there is no block secret/nope",
    ),
  });
  expect(await projectClone("-d", "taxi/nobody")).toMatchObject({ code: 4 });
  expect(await projectClone("-d", "taxi")).toMatchObject({ code: 2 });
  expect(await projectClone()).toMatchObject({ code: 2, stderr: expect.stringContaining("--deployment or --id") });
});
