import { afterEach, expect, test, vi } from "vitest";
import { artifact } from "../src/artifact.ts";
import { flow } from "../src/flow.ts";
import { getLogger } from "../src/get-logger.ts";
import { runtime } from "../src/runtime.ts";
import { task } from "../src/task.ts";
import { sleep } from "../src/waiting/sleep.ts";
import { waitForEvent } from "../src/waiting/wait-for-event.ts";
import { variables } from "../src/variables.ts";
import { readVariable } from "@tutti/client/variables";
import { filterArtifacts } from "@tutti/client/artifacts";
import { Program } from "./support/program.ts";
import { useServer } from "./support/server.ts";

const records = useServer();

afterEach(() => {
  vi.restoreAllMocks();
  process.env.TUTTI_LOGGING_LEVEL = "CRITICAL";
});

function quietly(level: string): void {
  process.env.TUTTI_LOGGING_LEVEL = level;
  vi.spyOn(process.stderr, "write").mockReturnValue(true);
}

test("a run's log holds what its code wrote, in order, before the flow returns", async () => {
  quietly("DEBUG");
  const say = task(async function say(words: string) {
    getLogger().warn("said %s", words);
  });
  const talking = flow(async function talking() {
    getLogger().debug("begin");
    for (const word of ["one", "two", "three"]) await say(word);
    getLogger().info("end", { a: 1 });
    return runtime.flowRun?.id ?? "";
  });
  const messages = await records.messages(await talking());
  expect(messages.filter((message) => /^(begin|said|end)/.test(message))).toEqual([
    "begin",
    "said one",
    "said two",
    "said three",
    "end { a: 1 }",
  ]);
});

test("the log says why a task was not called", async () => {
  quietly("ERROR");
  const broken = task(async function broken() {
    throw new Error("no");
  });
  const dependent = task(async function dependent(input: unknown) {
    return input;
  });
  const failing = flow(async function failing() {
    await dependent.state(broken.submit());
    return runtime.flowRun?.id ?? "";
  });
  const messages = await records.messages(await failing());
  expect(messages.slice(1)).toEqual(["Not started, the input from broken ended Failed (Error: no)"]);
});

test("the log tells a stopped run by its end alone, and what the flow threw by where it threw", async () => {
  quietly("ERROR");
  let id = "";
  const note = () => {
    id = runtime.flowRun?.id ?? "";
  };
  const endless = flow({ timeoutSeconds: 0.1 }, async function endless() {
    note();
    await new Promise(() => undefined);
  });
  await endless.state();
  expect(await records.messages(id)).toEqual([
    "Finished in state TimedOut: Timed out: the flow run exceeded its limit of 0.1 s",
  ]);
  const throwing = flow(async function throwing() {
    note();
    throw new Error("no");
  });
  await throwing.state();
  expect(await records.messages(id)).toEqual([
    expect.stringMatching(/^Flow run failed: Error: no\n +at throwing /),
    "Finished in state Failed: Flow run encountered an exception: Error: no",
  ]);
});

test("the log says what a flow waits for, and until when", async () => {
  quietly("INFO");
  const waiting = flow(async function waiting() {
    await sleep(1);
    await waitForEvent({ event: "never.told", timeoutSeconds: 0.01 }).catch(() => undefined);
    return runtime.flowRun?.id ?? "";
  });
  const messages = await records.messages(await waiting());
  expect(messages.filter((message) => /^(Sleeps|Waits)/.test(message))).toEqual([
    expect.stringMatching(/^Sleeps until 20\d\d-.*Z$/),
    expect.stringMatching(/^Waits for never\.told, until 20\d\d-.*Z at most$/),
  ]);
});

test("thousands of lines arrive whole and in order", async () => {
  quietly("INFO");
  const talkative = flow(async function talkative() {
    for (let line = 0; line < 2500; line++) getLogger().info(`line ${line}`);
    return runtime.flowRun?.id ?? "";
  });
  const id = await talkative();
  const lines: string[] = [];
  for (let page = 0; page < 13; page++) lines.push(...(await records.messages(id, page * 200)));
  expect(lines.filter((line) => line.startsWith("line "))).toEqual(Array.from({ length: 2500 }, (_, i) => `line ${i}`));
});

test("with logPrints console output of the flow and its tasks is logged and still printed", async () => {
  const program = new Program("prints", [], { ...records.env, TUTTI_LOGGING_LEVEL: "INFO" });
  const id = await program.said("run ");
  expect(await program.ended()).toEqual({ code: 0, signal: null });
  expect(program.lines).toEqual(["before any run", "from the task 1", "not logged", `run ${id}`]);
  expect(program.errors).toMatch(/^from the flow$/m);
  const messages = await records.messages(id);
  expect(messages.filter((message) => /from|not|before/.test(message))).toEqual(["from the flow", "from the task 1"]);
});

test("outside of runs there is no log to write to", () => {
  expect(() => getLogger()).toThrow(/inside a flow or a task/);
});

test("artifacts belong to the run that made them", async () => {
  const report = task(async function report() {
    await artifact.markdown({ key: "report", markdown: "# RMSE", description: "the model" });
    await artifact.table({ key: "rows", table: [{ a: 1n }] });
    await artifact.link({ link: "http://example.com", linkText: "there" });
    await artifact.image({ imageUrl: "http://example.com/x.png" });
    const progress = await artifact.progress({ progress: 10 });
    await progress.update(60);
    return runtime.taskRun?.id;
  });
  const reporting = flow(async function reporting() {
    return { id: runtime.flowRun?.id ?? "", taskRunId: await report() };
  });
  const { id, taskRunId } = await reporting();
  const made = await filterArtifacts(records.api, { flow_runs: { id: { any_: [id] } } });
  expect(made.map(({ type, key, data, task_run_id }) => ({ type, key, data, task_run_id })).reverse()).toEqual([
    { type: "markdown", key: "report", data: "# RMSE", task_run_id: taskRunId },
    { type: "table", key: "rows", data: '[{"a":1}]', task_run_id: taskRunId },
    { type: "markdown", key: null, data: "[there](http://example.com)", task_run_id: taskRunId },
    { type: "image", key: null, data: "http://example.com/x.png", task_run_id: taskRunId },
    { type: "progress", key: null, data: 60, task_run_id: taskRunId },
  ]);
});

test("variables are set, read, replaced and removed", async () => {
  await variables.set("threshold", { warn: 0.1 }, { tags: ["drift"] });
  expect(await variables.get("threshold")).toEqual({ warn: 0.1 });
  await expect(variables.set("threshold", 2)).rejects.toMatchObject({ status: 409 });
  await variables.set("threshold", 2, { overwrite: true });
  expect((await readVariable(records.api, "threshold")).value).toBe(2);
  expect([await variables.unset("threshold"), await variables.unset("threshold")]).toEqual([true, false]);
  expect([await variables.get("threshold"), await variables.get("threshold", 7)]).toEqual([undefined, 7]);
});
