import { beforeAll, expect, test } from "vitest";
import { runCli } from "./support/run-cli.ts";
import { CliServer } from "./support/cli-server.ts";

const cli = new CliServer();

beforeAll(async () => {
  await cli.runFlow("brave-otter", "good");
  await cli.runFlow("calm-fox", "bad");
  await cli.createRun("\u001b[31mred\nherring\u202e", "SCHEDULED");
});

const TIME = String.raw`\d{4}-\d\d-\d\d \d\d:\d\d:\d\d`;
const ID = String.raw`[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}`;

test("flow ls is a table, or the flows as the API has them", async () => {
  const { code, stdout, stderr } = await cli.run("flow", "ls");
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toMatch(new RegExp(`^NAME +CREATED +TAGS +ID\nidle +${TIME} +${ID}\nsteps +${TIME} +${ID}\n$`));
  expect(await cli.json("flow", "ls")).toMatchObject([{ name: "idle" }, { name: "steps" }]);
  expect(await cli.json("flow", "ls", "--limit", "1")).toMatchObject([{ name: "idle" }]);
});

test("flow-run ls is a table on aligned columns, without control characters, without colour in a pipe", async () => {
  const { code, stdout, stderr } = await cli.run("flow-run", "ls");
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  const rows = stdout
    .trimEnd()
    .split("\n")
    .map((line) => line.split(/ {2,}/));
  expect(rows.map(([name, flow, state]) => [name, flow, state])).toEqual([
    ["NAME", "FLOW", "STATE"],
    ["red herring", "idle", "Scheduled"],
    ["calm-fox", "steps", "Failed"],
    ["brave-otter", "steps", "Completed"],
  ]);
  expect(stdout).toMatch(new RegExp(`\nbrave-otter  steps  Completed  ${TIME} +\\S+  ${ID}\n$`));
});

test.each([
  [["--state-type", "failed"], ["calm-fox"]],
  [
    ["--state-type", "FAILED", "--state-type", "COMPLETED"],
    ["calm-fox", "brave-otter"],
  ],
  [["--state", "completed"], ["brave-otter"]],
  [
    ["--flow-name", "steps"],
    ["calm-fox", "brave-otter"],
  ],
  [["--flow-name", "steps", "--limit", "1"], ["calm-fox"]],
])("flow-run ls %j lists %j", async (options, expected) => {
  const runs = await cli.json("flow-run", "ls", ...options);
  expect(runs).toEqual(expected.map((name) => expect.objectContaining({ name })));
});

test("a list of nothing says so beside the data", async () => {
  expect(await cli.run("flow-run", "ls", "--flow-name", "nope")).toEqual({
    code: 0,
    stdout: "",
    stderr: "No runs fit.\n",
  });
  expect(await cli.json("flow-run", "ls", "--flow-name", "nope")).toEqual([]);
});

test("task-run ls lists the tasks of one flow run, or of all, by state", async () => {
  const { stdout } = await cli.run("task-run", "ls", "--flow-run", "calm-fox");
  expect(stdout).toMatch(
    new RegExp(`^NAME +STATE +STARTED +TOOK +ID\nstep-1 +Failed +${TIME} +\\S+ +${ID}\nstep-0 +Completed `),
  );
  expect(await cli.json("task-run", "ls")).toHaveLength(5);
  expect(await cli.json("task-run", "ls", "--state-type", "FAILED")).toMatchObject([{ name: "step-1" }]);
  expect(await cli.json("task-run", "ls", "--task-run-name", "step-0")).toMatchObject([
    { name: "step-0" },
    { name: "step-0" },
  ]);
});

test("colour comes back when it is asked for, and NO_COLOR keeps it away", async () => {
  const colours = (env: Record<string, string>) => runCli(["flow-run", "ls"], { env: { ...cli.env, ...env } });
  expect((await colours({ FORCE_COLOR: "1" })).stdout).toContain("\u001b[31mFailed\u001b[39m");
  expect((await colours({ NO_COLOR: "1" })).stdout).not.toContain("\u001b");
});

test("a reader that has seen enough is no error", async () => {
  const child = cli.start("flow-run", "ls", "-o", "json");
  child.stdout.destroy();
  const ended = await new Promise((resolve) => child.once("close", (code) => resolve(code)));
  expect(ended).toBe(0);
});
