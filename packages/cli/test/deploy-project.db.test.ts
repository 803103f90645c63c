import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { readAutomationsRelatedTo } from "@tutti/client/automations";
import { filterDeployments, readDeploymentByName } from "@tutti/client/deployments";
import { createVariable } from "@tutti/client/variables";
import { createWorkPool } from "@tutti/client/work-pools";
import { beforeAll, describe, expect, test } from "vitest";
import { CliServer } from "./support/cli-server.ts";
import { projectFolder, ProjectFolder } from "./support/project-folder.ts";
import { runCli } from "./support/run-cli.ts";

const PROJECT = `
build:
  - run_shell_script:
      id: made
      script: echo v7
      stream_output: false
deployments:
  - name: nightly
    entrypoint: flows.ts:mainFlow
    version: "{{ made.stdout }}"
    tags: [taxi, "{{ $TEAM }}"]
    parameters:
      month: "{{ tutti.variables.month }}"
    schedules:
      - cron: 0 3 * * *
        timezone: Europe/Berlin
    triggers:
      - expect: [month.over]
        parameters: { month: "{{ event.payload.month }}" }
    work_pool: &pool
      name: zoompool
  - name: hourly
    entrypoint: flows.ts:other
    concurrency_limit: { limit: 2, collision_strategy: CANCEL_NEW }
    schedules:
      - interval: 3600
    work_pool: *pool
`;

const FLOWS = `
  import { flow } from "tutti";
  export const mainFlow = flow(async function mainFlow({ month = 1 }: { month?: number }) { return month; });
  export const other = flow(async function other() {});
`;

const OTHERS = `
  import { flow } from "tutti";
  export const other = flow(async function other() {});
  export const third = flow(async function third() {});
`;

const cli = new CliServer();
const project = new ProjectFolder({
  "flows.ts": FLOWS,
  "elsewhere.ts": OTHERS,
  "tutti.yaml": PROJECT,
});

const deploy = (...args: string[]) =>
  runCli(["deploy", ...args], { env: { ...cli.env, TEAM: "north" }, cwd: project.path });

beforeAll(async () => {
  await createWorkPool(cli.api, { name: "zoompool", type: "process" });
  await createVariable(cli.api, { name: "month", value: 3 });
});

describe("what the project's file says is deployed", () => {
  test("--dry-run shows what would be, and changes nothing", async () => {
    const { code, stdout, stderr } = await deploy("--all", "--dry-run");
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: "Build and push steps were not run; what they put out is left out here.\nNothing was changed.\n",
    });
    expect(stdout).toContain("main-flow/nightly  create\n");
    expect(stdout).toContain('  + schedules: [{"schedule":{"interval":3600}}]\n');
    expect(await filterDeployments(cli.api, {})).toEqual([]);
  });

  test("all of it, with steps, templates, schedules and triggers", async () => {
    expect((await deploy("--all")).code).toBe(0);
    const nightly = await readDeploymentByName(cli.api, "main-flow", "nightly");
    expect(nightly).toMatchObject({
      version: "v7",
      tags: ["taxi", "north"],
      parameters: { month: 3 },
      schedules: [{ schedule: { cron: "0 3 * * *", timezone: "Europe/Berlin", day_or: true }, active: true }],
    });
    expect(await readDeploymentByName(cli.api, "other", "hourly")).toMatchObject({
      global_concurrency_limit: { limit: 2 },
      concurrency_options: { collision_strategy: "CANCEL_NEW" },
      schedules: [{ schedule: { interval: 3600 } }],
    });
    expect(await readAutomationsRelatedTo(cli.api, `prefect.deployment.${nightly.id}`)).toMatchObject([
      {
        name: "nightly__automation_1",
        trigger: { type: "event", expect: ["month.over"], posture: "Reactive" },
        actions: [
          {
            type: "run-deployment",
            deployment_id: nightly.id,
            parameters: { month: "{{ event.payload.month }}" },
          },
        ],
      },
    ]);
  });
});

describe("what is deployed again changes what it speaks of", () => {
  test("--dry-run then shows the difference, as JSON too", async () => {
    const { stdout } = await deploy("-n", "hour*", "--dry-run", "-t", "new", "--cron", "1 * * * *", "-o", "json");
    expect(JSON.parse(stdout)).toEqual([
      {
        name: "other/hourly",
        action: "update",
        changes: [
          { field: "tags", from: [], to: ["new"] },
          {
            field: "schedules",
            from: [{ schedule: expect.objectContaining({ interval: 3600 }) }],
            to: [{ schedule: { interval: 3600 } }, { schedule: { cron: "1 * * * *" } }],
          },
        ],
      },
    ]);
    expect((await deploy("-n", "other/hourly", "--dry-run")).stdout).toBe("other/hourly  unchanged\n");
  });

  test("--dry-run makes up no version where a build step that was not run puts it out", async () => {
    expect((await deploy("-n", "nightly", "--dry-run")).stdout).toBe("main-flow/nightly  unchanged\n");
  });

  test("schedules that nobody speaks of stay, triggers that are gone go", async () => {
    expect((await deploy("flows.ts:mainFlow", "-n", "typed", "-p", "zoompool", "--interval", "60")).code).toBe(0);
    const trigger = JSON.stringify({ expect: ["x"] });
    expect((await deploy("flows.ts:mainFlow", "-n", "typed", "-p", "zoompool", "--trigger", trigger)).code).toBe(0);
    const typed = await readDeploymentByName(cli.api, "main-flow", "typed");
    expect(typed.schedules).toMatchObject([{ schedule: { interval: 60 } }]);
    const triggers = () => readAutomationsRelatedTo(cli.api, `prefect.deployment.${typed.id}`);
    expect(await triggers()).toHaveLength(1);
    expect((await deploy("flows.ts:mainFlow", "-n", "typed", "-p", "zoompool")).code).toBe(0);
    expect(await triggers()).toEqual([]);
  });
});

test.each(["null", "[]"])("schedules stay beside a form that nobody filled in, with %s in it", async (written) => {
  const form = `deployments:\n  - name: null\n    entrypoint: null\n    schedules: ${written}\n`;
  await using folder = await projectFolder({ "elsewhere.ts": OTHERS, "deployment.yaml": form });
  const again = (...args: string[]) =>
    runCli(["deploy", "elsewhere.ts:third", "-n", "formed", "-p", "zoompool", ...args], {
      env: cli.env,
      cwd: folder.path,
    });
  expect(await again("--interval", "60")).toMatchObject({ code: 0 });
  expect(await again("-t", "later")).toMatchObject({ code: 0 });
  const { tags, schedules } = await readDeploymentByName(cli.api, "third", "formed");
  expect({ tags, schedules }).toMatchObject({ tags: ["later"], schedules: [{ schedule: { interval: 60 } }] });
});

test("--dry-run knows schedules again that the server tells in another order and in other words", async () => {
  const written = (pausedLine: string) => `deployments:
  - name: timed
    entrypoint: elsewhere.ts:third
    work_pool: { name: zoompool }
    schedules:
      - cron: 0 3 * * *
        timezone: Europe/Berlin
        slug: early
        parameters: {}
      - interval: 3600
        anchor_date: 2026-01-01T00:00:00
        ${pausedLine}
      - rrule: FREQ=WEEKLY;BYDAY=MO;BYHOUR=9
        timezone: Asia/Tokyo
        max_scheduled_runs: 2
`;
  await using folder = await projectFolder({ "elsewhere.ts": OTHERS, "tutti.yaml": written("active: false") });
  const run = (...args: string[]) => runCli(["deploy", "--all", ...args], { env: cli.env, cwd: folder.path });
  expect(await run()).toMatchObject({ code: 0 });
  expect((await run("--dry-run")).stdout).toBe("third/timed  unchanged\n");
  await writeFile(join(folder.path, "tutti.yaml"), written("active: true"));
  const [{ action, changes }] = JSON.parse((await run("--dry-run", "-o", "json")).stdout);
  expect([action, changes.map(({ field }: { field: string }) => field)]).toEqual(["update", ["schedules"]]);
});

test("a pool is made by the way, and short forms of two letters are known", async () => {
  const args = ["elsewhere.ts:third", "-n", "jv", "-p", "made", "--create-pool", "process", "-cl", "3"];
  const { code, stdout, stderr } = await deploy(
    ...args,
    "-jv",
    'env={"A":"b"}',
    "-jv",
    "working_dir=/tmp",
    "-o",
    "json",
  );
  expect({ code, deployments: JSON.parse(stdout), stderr }).toMatchObject({
    code: 0,
    deployments: [
      {
        work_pool_name: "made",
        job_variables: { env: { A: "b" }, working_dir: "/tmp", command: "tutti flow-run execute" },
        global_concurrency_limit: { limit: 3 },
      },
    ],
    stderr: "Made the work pool made of type process.\n",
  });
});

test("the setting's pool is meant where none is named, and --save writes the deployment down", async () => {
  await using folder = await projectFolder({ "flows.ts": FLOWS });
  const env = { ...cli.env, TUTTI_DEFAULT_WORK_POOL_NAME: "zoompool" };
  const args = ["deploy", "flows.ts:other", "-n", "saved", "--interval", "15 minutes", "--save"];
  expect(await runCli(args, { env, cwd: folder.path })).toMatchObject({ code: 0 });
  expect(await readFile(join(folder.path, "tutti.yaml"), "utf8")).toBe(`deployments:
  - entrypoint: flows.ts:other
    name: saved
    schedules:
      - interval: 900
    work_pool:
      name: zoompool
`);
  const again = await runCli(["deploy", "-n", "saved", "--dry-run"], { env, cwd: folder.path });
  expect(again.stdout).toBe("other/saved  unchanged\n");
});

describe("what is wrong is told, and none of it is deployed", () => {
  test.each([
    [[], "which? Say --all, or --name with some of nightly, hourly"],
    [["-n", "nigthly"], "no deployment is called nigthly. Did you mean nightly?"],
    [["--all", "-n", "nightly"], "--all deploys all; it takes neither an entry point nor --name."],
    [["elsewhere.ts:other", "-p", "zoompool"], "a name is missing; add -n NAME"],
    [["flows.ts:mainFlow", "-n", "bad"], "a work pool is missing; add --pool POOL"],
    [["elsewhere.ts:other", "-n", "hourly", "-p", "zoompool"], "other/hourly is deployed from flows.ts"],
    [["flows.ts:other", "-n", "bad", "-p", "zoompool", "--trigger", '{"expect":3}'], "trigger 1 trigger expect"],
    [["--all", "--prefect-file", "nope.yaml"], "nope.yaml: there is no such file"],
  ])("%j", async (args, problem) => {
    const { code, stdout, stderr } = await deploy(...args);
    expect({ code, stdout }).toEqual({ code: problem.startsWith("--all") ? 2 : 1, stdout: "" });
    expect(stderr).toContain(problem);
    expect(stderr).toMatch(/\n {2}Fix: .+\n( Docs: tutti docs \w+\n)?$/);
    expect(await filterDeployments(cli.api, { deployments: { name: { any_: ["bad"] } } })).toEqual([]);
  });

  test.each([
    ["entrypoint:", "entrypiont:", /tutti\.yaml:9:5: there is no key entrypiont here\. Did you mean entrypoint\?/],
    ["variables.month", "variables.moth", /there is no variable moth/],
    ["variables.month", "blocks.secret.nope", /there is no block secret\/nope/],
    ["0 3 * * *", "0 25 * * *", /the schedule "0 25 \* \* \*": "25" is not from 0 to 23/],
    ["echo v7", "exit 3", /A step failed/],
  ])("%s as %s in the file", async (right, wrong, problem) => {
    const before = await filterDeployments(cli.api, {});
    await project.write({ "tutti.yaml": PROJECT.replace(right, wrong) });
    const { code, stderr } = await deploy("--all");
    await project.write({ "tutti.yaml": PROJECT });
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringMatching(problem) });
    expect(await filterDeployments(cli.api, {})).toEqual(before);
  });
});
