import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { createDeployment } from "@tutti/client/deployments";
import { registerFlow } from "@tutti/client/flows";
import { createWorkPool } from "@tutti/client/work-pools";
import { beforeAll, expect, test } from "vitest";
import { CliServer } from "./support/cli-server.ts";
import { ProjectFolder } from "./support/project-folder.ts";
import { runCli } from "./support/run-cli.ts";

const ROOT = join(import.meta.dirname, "..", "..", "..");
const USE = `
import { deployments, type DeploymentName } from "./generated/deployments.ts";

export const name: DeploymentName = "main-flow/nightly";
export const run = () => deployments["main-flow/nightly"]({ month: 3 }, { tags: ["a"], jobVariables: { command: "x" } });
export const bare = () => deployments["other/plain"]();
// @ts-expect-error a month is needed
export const none = () => deployments["main-flow/nightly"]({});
// @ts-expect-error it is no text
export const text = () => deployments["main-flow/nightly"]({ month: "May" });
// @ts-expect-error there is no such deployment
export const missing = () => deployments["main-flow/daily"]();
`;

const TYPES = `
export interface DeploymentRun { readonly id: string }
export interface RunDeploymentOptions {
  readonly parameters?: Readonly<Record<string, unknown>>;
  readonly tags?: readonly string[];
  readonly jobVariables?: Readonly<Record<string, unknown>>;
}
export declare function runDeployment(name: string, options?: RunDeploymentOptions): Promise<DeploymentRun>;
`;

const cli = new CliServer();
const project = new ProjectFolder({
  "tutti.d.ts": TYPES,
  "use.ts": USE,
  "tsconfig.json": JSON.stringify({
    compilerOptions: {
      module: "nodenext",
      target: "es2024",
      strict: true,
      noEmit: true,
      // The sources of tutti itself take tsc half a minute.
      paths: { tutti: ["./tutti.d.ts"] },
      allowImportingTsExtensions: true,
      erasableSyntaxOnly: true,
      types: ["node"],
      typeRoots: [join(ROOT, "node_modules/@types")],
    },
    files: ["use.ts"],
  }),
});

beforeAll(async () => {
  await createWorkPool(cli.api, {
    name: "zoompool",
    type: "process",
    base_job_template: {
      job_configuration: { command: "{{ command }}" },
      variables: { type: "object", properties: { command: { type: "string" } } },
    },
  });
  const schema = {
    type: "object",
    properties: { month: { type: "integer", description: "which" } },
    required: ["month"],
  };
  const main = await registerFlow(cli.api, { name: "main-flow" });
  const place = { flow_id: main.id, work_pool_name: "zoompool", parameter_openapi_schema: schema };
  await createDeployment(cli.api, { name: "nightly", description: "Every night.", ...place });
  const other = await registerFlow(cli.api, { name: "other" });
  await createDeployment(cli.api, { name: "plain", flow_id: other.id });
});

const generate = (...args: string[]) => runCli(["sdk", "generate", ...args], { env: cli.env, cwd: project.path });

test("calls of the functions that are written compile when they fit the deployments, and only then", async () => {
  const file = "generated/deployments.ts";
  expect(await generate("-o", file)).toEqual({
    code: 0,
    stdout: `${join(project.path, file)}\n`,
    stderr: "Wrote 2 deployments: import { deployments } from it.\n",
  });
  const tsc = join(ROOT, "node_modules/typescript/bin/tsc");
  const compiled = promisify(execFile)(process.execPath, [tsc, "-p", "."], { cwd: project.path });
  expect(await compiled.catch(({ stdout }: { stdout: string }) => ({ stdout }))).toMatchObject({ stdout: "" });
  const program = `const { deployments } = await import("./${file}"); console.log(Object.keys(deployments).join());`;
  const ran = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", program], {
    cwd: project.path,
  });
  expect(ran.stdout).toBe("main-flow/nightly,other/plain\n");
});

test("some may be chosen; where to is needed, and something has to fit", async () => {
  expect(await generate("-o", "one.ts", "-f", "other")).toMatchObject({
    code: 0,
    stderr: expect.stringContaining("1 dep"),
  });
  expect(await generate("-o", "one.ts", "-d", "main-flow/nightly")).toMatchObject({ code: 0 });
  expect(await generate("-o", "one.ts", "-d", "nope")).toMatchObject({ code: 4 });
  expect(await generate()).toMatchObject({ code: 2, stderr: expect.stringContaining("--output") });
});
