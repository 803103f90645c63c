import { readDeploymentByName } from "@tutti/client/deployments";
import { createWorkPool } from "@tutti/client/work-pools";
import { filterFlows } from "@tutti/client/flows";
import { beforeAll, describe, expect, test } from "vitest";
import { CliServer } from "./support/cli-server.ts";
import { ProjectFolder } from "./support/project-folder.ts";
import { runCli } from "./support/run-cli.ts";

const cli = new CliServer();
const project = new ProjectFolder({
  "3.4/taxi.ts": `
    import { flow } from "tutti";
    interface Months { trainMonth?: string; valMonth: string }
    /** Trains on one month. */
    export const mainFlow = flow(async function mainFlow({ trainMonth = "2021-01", valMonth }: Months) {
      return trainMonth + valMonth;
    });
    export const other = 1;
    console.log("loaded");
  `,
  "calls.ts": 'import { flow } from "tutti"; export const f = flow(async function f() {}); await f();',
  "ends.ts": "process.exit(3);",
  "broken.ts": 'throw new Error("no database here");',
});

const deploy = (...args: string[]) => runCli(["deploy", ...args], { env: cli.env, cwd: project.path });

beforeAll(async () => {
  const fields = { command: { type: "string" }, env: { type: "object" } };
  const base_job_template = {
    job_configuration: { command: "{{ command }}", env: "{{ env }}" },
    variables: { type: "object", properties: fields },
  };
  await createWorkPool(cli.api, { name: "zoompool", type: "process", base_job_template });
});

test("a flow is deployed from its file, and the next commands are said", async () => {
  const { code, stdout, stderr } = await deploy("3.4/taxi.ts:mainFlow", "-n", "taxi1", "-p", "zoompool");
  const deployment = await readDeploymentByName(cli.api, "main-flow", "taxi1");
  expect({ code, stdout, stderr }).toEqual({
    code: 0,
    stdout: `main-flow/taxi1
Id           ${deployment.id}
Entry point  3.4/taxi.ts:mainFlow
Work pool    zoompool
Dashboard    ${cli.server.url.replace(/api$/, "dashboard")}/deployments/deployment/${deployment.id}

`,
    stderr: `loaded
A worker runs it; no worker of its pool is online yet:
  tutti worker start --pool zoompool
To run it now:
  tutti deployment run main-flow/taxi1 --watch
`,
  });
  expect(deployment).toEqual({
    ...deployment,
    name: "taxi1",
    description: "Trains on one month.",
    entrypoint: "3.4/taxi.ts:mainFlow",
    path: null,
    pull_steps: [{ "prefect.deployments.steps.set_working_directory": { directory: project.path } }],
    work_pool_name: "zoompool",
    job_variables: { command: "tutti flow-run execute" },
    parameters: {},
    enforce_parameter_schema: true,
    parameter_openapi_schema: {
      title: "Parameters",
      type: "object",
      properties: {
        trainMonth: { title: "trainMonth", position: 0, type: "string", default: "2021-01" },
        valMonth: { title: "valMonth", position: 1, type: "string" },
      },
      required: ["valMonth"],
    },
    schedules: [],
    tags: [],
  });
});

test("an anchor is said as people say times, and a schedule that is never due is told", async () => {
  const flags = ["-n", "anchored", "-p", "zoompool", "--interval", "1 hour", "--anchor-date", "2026-01-01 00:15Z"];
  const { code, stderr } = await deploy(
    "3.4/taxi.ts:mainFlow",
    ...flags,
    "--cron",
    "0 0 30 2 *",
    "--param",
    "valMonth=x",
  );
  expect(code).toBe(0);
  expect(stderr).toContain('Warning: main-flow/anchored: the schedule "0 0 30 2 *" is never due from now on.\n');
  const { schedules } = await readDeploymentByName(cli.api, "main-flow", "anchored");
  expect(schedules.map(({ schedule }) => schedule)).toContainEqual(
    expect.objectContaining({ interval: 3600, anchor_date: "2026-01-01T00:15:00Z" }),
  );
  const refused = await deploy("3.4/taxi.ts:mainFlow", "-n", "anchored", "--cron", "@daily", "--anchor-date", "noon");
  expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining("--anchor-date goes with --interval.") });
});

describe("what is wrong is one message with cause and fix, exit code 1, and nothing is deployed", () => {
  const file = "3.4/taxi.ts:mainFlow";
  test.each([
    [["3.4/taxy.ts:mainFlow"], "there is no file 3.4/taxy.ts in "],
    [["3.4/taxi.ts"], '"3.4/taxi.ts" names no flow behind a colon'],
    [["3.4/taxi.txt:mainFlow"], "3.4/taxi.txt is neither TypeScript nor JavaScript nor Python"],
    [
      ["3.4/taxi.ts:mainFlo"],
      "3.4/taxi.ts exports no mainFlo. Did you mean mainFlow? It exports 3.4/taxi.ts:mainFlow.",
    ],
    [["3.4/taxi.ts:other"], "other of 3.4/taxi.ts is not a flow."],
    [["broken.ts:f"], "no database here"],
    [["ends.ts:f"], "ends.ts ended its process (3) when it was loaded"],
    [["calls.ts:f"], "A flow was called while its file was imported"],
    [[file, "-p", "made", "--create-pool", "process", "--dry-run"], "There is no such work pool: made."],
    [[file, "-p", "zoompol"], "There is no such work pool: zoompol. To create it: tutti work-pool create zoompol"],
    [[file, "--cron", "61 * * * *"], 'the schedule "61 * * * *": "61" is not from 0 to 59'],
    [[file, "--interval", "0"], 'the schedule "0": an interval is a number of seconds above zero'],
    [[file, "--rrule", "FREQ=SOMETIMES"], 'the schedule "FREQ=SOMETIMES": a rule says how often'],
    [[file, "--cron", "* * * * *", "--timezone", "Mars/Base"], 'the schedule "Mars/Base": no such timezone'],
    [[file, "--cron", "* * * * *", "--timezone", "berlin"], "as in Europe/Berlin. Did you mean Europe/Berlin?"],
    [[file, "--interval", "1h", "--anchor-date", "2026-02-30"], 'the schedule "2026-02-30": an anchor date is a time'],
    [[file, "--param", "valMonth=3"], "bad: its parameters do not fit the flow"],
    [[file, "--param", "valMonht=x"], "bad: the flow has no parameter valMonht. Did you mean valMonth?"],
    [[file, "--job-variable", '{"env": 3}'], "bad: its job variables do not fit the pool zoompool"],
  ])("%j", async (args, problem) => {
    const pool = args.includes("-p") ? [] : ["-p", "zoompool"];
    const { code, stdout, stderr } = await deploy(...args, "-n", "bad", ...pool);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toContain(problem);
    expect(stderr).toMatch(/\n {2}Fix: .+\n( Docs: tutti docs \w+\n)?$/);
    expect(await filterFlows(cli.api, { deployments: { name: { any_: ["bad"] } } })).toEqual([]);
  });
});
