import { readDeploymentSchedules } from "@tutti/client/deployment-schedules";
import { createWorkPool } from "@tutti/client/work-pools";
import { beforeAll, expect, test } from "vitest";
import { CliServer } from "./support/cli-server.ts";
import { deploy } from "./support/deploy.ts";

const cli = new CliServer();
const TAXI = "main-flow/taxi1";
let taxiId = "";

beforeAll(async () => {
  await createWorkPool(cli.api, { name: "zoompool", type: "process" });
  taxiId = await deploy(cli.api, "main-flow", "taxi1");
});

const schedules = () => readDeploymentSchedules(cli.api, taxiId);
const schedule = (...args: string[]) => cli.call("deployment", "schedule", ...args);

test("the next ten times are shown before one is saved", async () => {
  const wanted = ["--cron", "0 9 * * 1-5", "--timezone", "Europe/Berlin", "-p", "month=2"];
  const { code, stdout, stderr } = await schedule("create", TAXI, ...wanted);
  expect({ code, stdout }).toEqual({ code: 0, stdout: "" });
  const lines = stderr.trimEnd().split("\n");
  expect(lines[0]).toBe("cron 0 9 * * 1-5 (Europe/Berlin) is due");
  expect(lines.slice(1, 11)).toEqual(Array(10).fill(expect.stringMatching(/^ {2}\d{4}-\d\d-\d\d \d\d:00:00 {2}in /)));
  expect(lines.slice(11)).toEqual(["Saved the schedule cron 0 9 * * 1-5 (Europe/Berlin) of main-flow/taxi1."]);
  expect(await schedules()).toMatchObject([
    {
      schedule: { cron: "0 9 * * 1-5", timezone: "Europe/Berlin", day_or: true },
      active: true,
      parameters: { month: 2 },
    },
  ]);
});

test("one is paused and resumed by itself, several by id or all at once", async () => {
  expect(await schedule("pause", TAXI)).toMatchObject({ code: 0, stderr: "Paused 1 schedule.\n" });
  expect(await schedules()).toMatchObject([{ active: false }]);
  await schedule("create", TAXI, "--interval", "15 minutes", "--anchor-date", "2026-01-01 00:00Z", "--no-active");
  expect(await schedule("pause", TAXI)).toMatchObject({
    code: 1 + 3,
    stderr: expect.stringContaining("More than one fits: schedules of main-flow/taxi1:\n    "),
  });
  const [first] = await schedules();
  expect(await schedule("resume", TAXI, first?.id ?? "")).toMatchObject({ code: 0 });
  expect((await schedules()).filter(({ active }) => active)).toEqual([
    { ...first, active: true, updated: expect.anything() },
  ]);
  expect(await schedule("resume", TAXI, "--all")).toMatchObject({ code: 0, stderr: "Resumed 2 schedules.\n" });
  expect(await cli.call("deployment", "pause-schedule", TAXI)).toMatchObject({ stderr: "Paused 2 schedules.\n" });
  expect(await schedule("resume", "--all")).toMatchObject({ code: 2 });
  expect(await schedule("resume", "--all", "-y")).toMatchObject({ code: 0, stderr: "Resumed 2 schedules.\n" });
});

test("they are listed with the next time each is due", async () => {
  const { stdout } = await schedule("ls", TAXI);
  expect(stdout).toMatch(/^SCHEDULE +ACTIVE +NEXT +PARAMETERS +ID\n/);
  expect(stdout).toMatch(/\nevery 15m 00s \(UTC\) +yes +\d{4}-\d\d-\d\d \d\d:\d\d:00 +\S+\n/);
  const shown = await cli.call("deployment", "inspect", TAXI);
  expect(shown.stdout).toMatch(
    /^main-flow\/taxi1 {2}not ready\n\nId +\S+\nEntry point +3.4\/orchestrate.ts:mainFlow\n/,
  );
  expect(shown.stdout).toMatch(/\nSchedules\nSCHEDULE +ACTIVE/);
});

test("one is deleted, or all are, or all are replaced", async () => {
  const [first] = await schedules();
  expect(await schedule("delete", TAXI, first?.id ?? "")).toMatchObject({ code: 2 });
  expect(await schedule("delete", TAXI, first?.id ?? "", "-y")).toMatchObject({ code: 0 });
  expect(await schedules()).toHaveLength(1);
  expect(await schedule("create", TAXI, "--cron", "@daily", "--replace")).toMatchObject({ code: 2 });
  expect(await cli.call("deployment", "set-schedule", TAXI, "--rrule", "FREQ=DAILY;BYHOUR=9")).toMatchObject({
    code: 0,
  });
  expect(await schedules()).toMatchObject([{ schedule: { rrule: expect.stringContaining("FREQ=DAILY") } }]);
  expect(await schedule("clear", TAXI, "-y")).toMatchObject({ code: 0 });
  expect(await schedules()).toEqual([]);
});

test.each([
  [[], "What kind of schedule? Nobody can be asked here: give --cron, --interval or --rrule."],
  [["--cron", "0 9 * *"], 'The cron expression "0 9 * *" cannot be: a cron expression has 5, 6 or 7 fields'],
  [["--cron", "@daily", "--interval", "5"], "Give one of --cron, --interval and --rrule."],
  [["--cron", "@daily", "--anchor-date", "noon"], "--anchor-date goes with --interval."],
  [["--rrule", "FREQ=SOMETIMES"], 'The rule "FREQ=SOMETIMES" cannot be: '],
  [["--interval", "0"], '--interval "0" must be above zero, and a billion days at most.'],
  [["--interval", "-5"], '--interval "-5" must be above zero, and a billion days at most.'],
  [["--interval", "86400000000000"], '--interval "86400000000000" must be above zero, and a billion days at most.'],
  [["--interval", "9".repeat(400)], "must be above zero, and a billion days at most."],
  [["--interval", "often"], '--interval "often" is neither a number of seconds nor a span such as "2h".'],
  [
    ["--cron", "@daily", "--timezone", "Europe/Berln"],
    "There is no timezone Europe/Berln. Did you mean Europe/Berlin?",
  ],
  [["--cron", "@daily", "--timezone", "berlin"], "There is no timezone berlin. Did you mean Europe/Berlin?"],
  [["--cron", "@daily", "--timezone", "+02:00"], "There is no timezone +02:00. They are named as in Europe/Berlin."],
  [["--cron", "@daily", "-p", "mnth=1"], "The flow has no parameter mnth. Did you mean month?"],
])("%j saves nothing: %s", async (args, message) => {
  expect(await schedule("create", TAXI, ...args)).toMatchObject({
    code: 2,
    stdout: "",
    stderr: expect.stringMatching(/^Error: /),
  });
  expect((await schedule("create", TAXI, ...args)).stderr).toContain(message);
  expect(await schedules()).toEqual([]);
});

test("six fields of cron have seconds last, and a day that never comes is told", async () => {
  const seconds = await schedule("create", TAXI, "--cron", "30 9 * * * 15");
  expect(seconds.stderr).toMatch(/\n {2}\d{4}-\d\d-\d\d 09:30:15 {2}in /);
  const never = await schedule("create", TAXI, "--cron", "0 0 30 2 *");
  expect(never).toMatchObject({
    code: 0,
    stderr: expect.stringContaining("Warning: cron 0 0 30 2 * (UTC) is never due from now on.\n"),
  });
  await schedule("clear", TAXI, "-y");
});
