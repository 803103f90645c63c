import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { readDeploymentByName } from "@tutti/client/deployments";
import { createWorkPool } from "@tutti/client/work-pools";
import { beforeAll, expect, test } from "vitest";
import { CliServer } from "./support/cli-server.ts";
import { ProjectFolder } from "./support/project-folder.ts";
import { runCli } from "./support/run-cli.ts";

const cli = new CliServer();
const project = new ProjectFolder({
  "3.4/taxi.ts": `
    import { flow } from "tutti";
    /** Trains. */
    export const mainFlow = flow({ version: "7" }, async function mainFlow({ month = 1 }: { month?: number }) { return month; });
  `,
  "nameless.yaml": "work_pool_name: zoompool\nentrypoint: 3.4/taxi.ts:mainFlow\nname: ''\n",
});

const deployment = (...args: string[]) => runCli(["deployment", ...args], { env: cli.env, cwd: project.path });

beforeAll(async () => {
  await createWorkPool(cli.api, { name: "zoompool", type: "prefect-agent" });
});

test("build writes a file, and apply deploys it, also where the code is not", async () => {
  const args = ["-n", "taxi1", "-p", "zoompool", "-q", "fast", "--cron", "0 3 * * *", "--override", "env.A=b"];
  expect(await deployment("build", "3.4/taxi.ts:mainFlow", ...args)).toEqual({
    code: 0,
    stdout: "",
    stderr: "Wrote mainFlow-deployment.yaml.\nTo deploy it:\n  tutti deployment apply mainFlow-deployment.yaml\n",
  });
  expect(await readFile(join(project.path, "mainFlow-deployment.yaml"), "utf8")).toBe(`\
# A deployment. To deploy it: tutti deployment apply <this file>
name: taxi1
description: Trains.
version: "7"
work_queue_name: fast
work_pool_name: zoompool
tags: []
parameters: {}
schedules:
  - cron: 0 3 * * *
infra_overrides:
  env.A: b
flow_name: main-flow
path: ${project.path}
entrypoint: 3.4/taxi.ts:mainFlow
parameter_openapi_schema:
  title: Parameters
  type: object
  properties:
    month:
      title: month
      position: 0
      type: number
      default: 1
`);
  expect(await deployment("apply", "mainFlow-deployment.yaml")).toMatchObject({ code: 0 });
  const first = await readDeploymentByName(cli.api, "main-flow", "taxi1");
  expect(first).toMatchObject({
    version: "7",
    description: "Trains.",
    entrypoint: "3.4/taxi.ts:mainFlow",
    work_pool_name: "zoompool",
    work_queue_name: "fast",
    pull_steps: [{ "prefect.deployments.steps.set_working_directory": { directory: project.path } }],
    schedules: [{ schedule: { cron: "0 3 * * *" } }],
  });
  await rm(join(project.path, "3.4"), { recursive: true });
  const again = await deployment("apply", "mainFlow-deployment.yaml");
  expect(again).toMatchObject({ code: 0, stderr: expect.stringContaining("Its code is not here") });
  const { parameter_openapi_schema: schema } = await readDeploymentByName(cli.api, "main-flow", "taxi1");
  expect(schema).toEqual(first.parameter_openapi_schema);
});

test.each([
  [["apply", "nope.yaml"], "nope.yaml: there is no such file"],
  [["apply", "nameless.yaml"], "nameless.yaml describes no deployment with a name"],
  [["build", "3.4/taxi.ts:mainFlow"], "a name is missing; add -n NAME"],
  [["build", "nope.ts:mainFlow", "-n", "x"], "there is no file nope.ts"],
])("%j is refused", async (args, problem) => {
  expect(await deployment(...args)).toMatchObject({ code: 1, stdout: "", stderr: expect.stringContaining(problem) });
});
