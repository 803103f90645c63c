import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Program } from "./support/program.ts";
import { useServer } from "./support/server.ts";

const records = useServer();

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tutti-recovery-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The steps' program with files of its own, and what it has called so far. */
function steps(name: string, env: Record<string, string>, program = "steps") {
  const calls = join(folder, `${name}-calls`);
  const go = join(folder, `${name}-go`);
  return {
    start: (more: Record<string, string> = {}) =>
      new Program(program, [], { ...records.env, CALLS: calls, GO: go, ...env, ...more }),
    called: async () => (await readFile(calls, "utf8")).trim().split("\n"),
    calls: async () => (await readFile(calls, "utf8")).trim().split("\n").map(Number),
    go: () => writeFile(go, ""),
  };
}

const twice = <T>(value: T): T[] => [value, value];

const every = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 1000, 1001];

test("a run whose process was killed goes on from its last committed step; failures are given back, too", async () => {
  const flow = steps("killed", { HOLD_AT: "5" });
  const first = flow.start();
  const id = await first.said("run ");
  await first.said("holding");
  first.send("SIGKILL");
  await first.ended();
  await records.letLeaseEnd(id);
  expect(await flow.calls()).toEqual([0, 1, 2, 3, 4]);

  await flow.go();
  const second = flow.start({ TUTTI__FLOW_RUN_ID: id });
  expect(await second.said("run ")).toBe(id);
  expect(await second.said("result ")).toBe("12");
  expect(await second.ended()).toEqual({ code: 0, signal: null });
  expect(await flow.calls()).toEqual(every);
  expect(await records.flowRun(id)).toMatchObject({ state_type: "COMPLETED", run_count: 2 });
  const names = (await records.taskRuns(id)).flatMap(({ name, task_key }) => (task_key === "step" ? [name] : []));
  expect(names.toSorted()).toEqual(Array.from({ length: 10 }, (_, number) => `step-${number}`));
});

test("steps and subflows that ended by a state of their own are given back in it", async () => {
  const flow = steps("states", {}, "ends-by-states");
  const first = flow.start();
  const id = await first.said("run ");
  const seen = await first.said("seen ");
  first.send("SIGKILL");
  await first.ended();
  await records.letLeaseEnd(id);
  await flow.go();
  const second = flow.start({ TUTTI__FLOW_RUN_ID: id });
  expect(await second.said("seen ")).toBe(seen);
  expect(await second.ended()).toEqual({ code: 0, signal: null });
  expect(JSON.parse(seen)).toMatchObject([
    ...twice(["COMPLETED", "Skipped", "nothing to do", null, null]),
    ...twice(["FAILED", "Rejected", "RangeError: row 7", "RangeError", "row 7"]),
    ...twice(["CANCELLED", "Stopped", "enough", "CancelledRun", "enough"]),
    ...twice(["CRASHED", "Crashed", "no disk", "CrashedRun", "no disk"]),
    { rows: 0 },
  ]);
  const ways = ["skipped", "rejected", "stopped", "crashed"];
  expect(await flow.called()).toEqual([...ways.flatMap(twice), "skipped"]);
  expect(await records.flowRun(id)).toMatchObject({ state_name: "Done", run_count: 2 });
});

test("a run that has completed gives its result when it is executed again, and calls and changes nothing", async () => {
  const flow = steps("completed", {});
  const first = flow.start();
  const id = await first.said("run ");
  await first.ended();
  const before = await records.flowRun(id);
  const again = [flow.start({ TUTTI__FLOW_RUN_ID: id }), flow.start({ TUTTI__FLOW_RUN_ID: id })];
  expect(await Promise.all(again.map((program) => program.said("result ")))).toEqual(["12", "12"]);
  expect(await flow.calls()).toEqual(every);
  expect(await records.flowRun(id)).toEqual(before);
  // Nothing waited for the lease of a process that only read.
  await Promise.all(again.map((program) => program.ended()));
  expect(again.map((program) => program.errors)).toEqual(["", ""]);
});

test("a run outlives its server: killed in mid-run and started again, no committed step runs twice", async () => {
  const flow = steps("server", { HOLD_AT: "5" });
  const program = flow.start();
  const id = await program.said("run ");
  await program.said("holding");
  await records.server.kill();
  await flow.go();
  await records.server.restart();
  expect(await program.said("result ")).toBe("12");
  expect(await program.ended()).toEqual({ code: 0, signal: null });
  expect(await flow.calls()).toEqual(every);
  expect((await records.flowRun(id)).state_type).toBe("COMPLETED");
  const tasks = await records.taskRuns(id);
  expect(tasks.map((run) => String(run.state_type)).toSorted()).toEqual([
    ...Array<string>(10).fill("COMPLETED"),
    "FAILED",
  ]);
});

test("steps reported while the server is gone are committed when it is back", async () => {
  const flow = steps("gone", { HOLD_AT: "3", STEPS: "200" });
  const program = flow.start();
  const id = await program.said("run ");
  await program.said("holding");
  await flow.go();
  for (let kill = 0; kill < 3; kill++) {
    await records.server.kill();
    await records.server.restart();
  }
  expect(await program.said("result ")).toBe("202");
  const calls = await flow.calls();
  expect(new Set(calls).size).toBe(calls.length);
  expect((await records.flowRun(id)).state_type).toBe("COMPLETED");
});

test("a process that slept through its lease and was replaced writes nothing more, and says so", async () => {
  const flow = steps("stale", { HOLD_AT: "5" });
  const sleeper = flow.start();
  const id = await sleeper.said("run ");
  await sleeper.said("holding");
  sleeper.send("SIGSTOP");
  await records.letLeaseEnd(id);
  await flow.go();
  const successor = flow.start({ TUTTI__FLOW_RUN_ID: id });
  expect(await successor.said("result ")).toBe("12");
  expect(await flow.calls()).toEqual(every);
  const before = await records.taskRuns(id);
  sleeper.send("SIGCONT");
  expect((await sleeper.ended()).code).toBe(1);
  expect(sleeper.errors).toContain("lease_lost");
  expect(await records.taskRuns(id)).toEqual(before);
  expect(await records.flowRun(id)).toMatchObject({ state_type: "COMPLETED", run_count: 2 });
});

test("a process that slept through its lease, and that nobody replaced, finds its run ended and writes nothing", async () => {
  const flow = steps("stopped", { HOLD_AT: "5" });
  const sleeper = flow.start();
  const id = await sleeper.said("run ");
  await sleeper.said("holding");
  sleeper.send("SIGSTOP");
  await records.letLeaseEnd(id);
  await expect.poll(async () => (await records.flowRun(id)).state_type).toBe("CRASHED");
  const [before, states] = [await records.taskRuns(id), await records.flowStates(id)];
  await flow.go();
  sleeper.send("SIGCONT");
  expect((await sleeper.ended()).code).toBe(1);
  expect(sleeper.errors).toContain("lease_lost");
  expect([await records.taskRuns(id), await records.flowStates(id)]).toEqual([before, states]);
  expect(await flow.calls()).not.toContain(6);
});

test("a run whose process is gone ends within seconds, with its tasks, and says how to go on", async () => {
  const flow = steps("gone-alone", { HOLD_AT: "5" });
  const program = flow.start();
  const id = await program.said("run ");
  await program.said("holding");
  program.send("SIGKILL");
  await program.ended();
  await records.letLeaseEnd(id);
  await expect.poll(async () => (await records.flowRun(id)).state_type).toBe("CRASHED");
  expect((await records.flowRun(id)).state?.message).toContain(`\`tutti flow-run resume ${id}\``);
  const left = (await records.taskRuns(id)).filter(
    (run) => run.state_type === "RUNNING" || run.state_type === "PENDING",
  );
  expect(left).toEqual([]);
});
