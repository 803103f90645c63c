import { setFlowRunState } from "@tutti/client/flow-runs";
import { expect, test } from "vitest";
import { InterruptedRun, reportCrash } from "../support/interrupted-run.ts";
import { useServer } from "../support/server.ts";

const records = useServer();

const ALL_STEPS = ["0", "1", "2", "3", "4", "5", "1000", "1001"];
const RESULT =
  '0 "step 1 fails" 2 3 4 5 {"index":1000,"at":"1970-01-01T00:00:01.000Z"} {"index":1001,"at":"1970-01-01T00:00:01.001Z"}';

function interrupted(flow: string): Promise<InterruptedRun> {
  return InterruptedRun.of(flow, records.api, records.env);
}

test("a run whose process is killed is scheduled again, and goes on from its last committed step", async () => {
  const run = await interrupted("steps");
  const first = run.execute();
  await first.said("holding");
  first.send("SIGKILL");
  await first.ended();
  expect(await reportCrash(records.api, run.id)).toBe("Recovering");
  await run.go();
  const second = run.execute();
  expect(await second.ended()).toEqual({ code: 0, signal: null });
  expect(await run.calls()).toEqual(ALL_STEPS);
  expect(await records.flowRun(run.id)).toMatchObject({
    state_type: "COMPLETED",
    run_count: 2,
    state: { data: RESULT },
  });
});

test("a run told to stop by SIGTERM says so, is scheduled again at no cost, and its process leaves with 0", async () => {
  const run = await interrupted("steps");
  const first = run.execute();
  await first.said("holding");
  first.send("SIGTERM");
  expect(await first.ended()).toEqual({ code: 0, signal: null });
  const message = "The flow run was stopped by SIGTERM. It starts again from its last committed step.";
  expect(await records.flowRun(run.id)).toMatchObject({ state_name: "Recovering", state: { message } });
  await run.go();
  await run.execute().ended();
  expect(await run.calls()).toEqual(ALL_STEPS);
  expect(await records.flowRun(run.id)).toMatchObject({ state_type: "COMPLETED", state: { data: RESULT } });
});

test("a run that is cancelled ends so at SIGTERM, with its hook called", async () => {
  const run = await interrupted("hooked");
  const program = run.execute();
  await program.said("holding");
  await setFlowRunState(records.api, run.id, { state: { type: "CANCELLING" } });
  program.send("SIGTERM");
  expect(await program.ended()).toEqual({ code: 0, signal: null });
  expect(await run.calls()).toEqual(["hook"]);
  expect(await records.flowRun(run.id)).toMatchObject({ state_name: "Cancelled" });
});

test("a run that is suspended holds no process, and goes on from its last step when it is resumed", async () => {
  const run = await interrupted("steps");
  const first = run.execute();
  await first.said("holding");
  await setFlowRunState(records.api, run.id, {
    state: { type: "PAUSED", name: "Suspended", state_details: { pause_reschedule: true } },
  });
  expect(await first.ended()).toEqual({ code: 0, signal: null });
  expect(await records.flowRun(run.id)).toMatchObject({ state_name: "Suspended" });
  await records.api.send("POST", `/flow_runs/${run.id}/resume`, {});
  expect(await records.flowRun(run.id)).toMatchObject({ state_name: "Resuming" });
  await run.go();
  expect(await run.execute().ended()).toEqual({ code: 0, signal: null });
  expect(await run.calls()).toEqual(ALL_STEPS);
  expect(await records.flowRun(run.id)).toMatchObject({ state_type: "COMPLETED", state: { data: RESULT } });
});

test("a retry waits in its process, and runs no completed step again", async () => {
  const run = await interrupted("retried");
  expect(await run.execute().ended()).toEqual({ code: 0, signal: null });
  expect(await run.calls()).toEqual(["0", "2"]);
  expect(await records.flowStates(run.id)).toEqual([
    "Scheduled",
    "Pending",
    "Running",
    "AwaitingRetry",
    "Retrying",
    "Completed",
  ]);
});

test("a failed run that is scheduled again gives back the completed steps, and runs the failed ones", async () => {
  const run = await interrupted("failsOnce");
  await run.execute().ended();
  expect(await records.flowRun(run.id)).toMatchObject({ state_name: "Failed" });
  expect(await run.calls()).toEqual(["0", "failing"]);
  await setFlowRunState(records.api, run.id, { state: { type: "SCHEDULED" }, force: true });
  await run.go();
  expect(await run.execute().ended()).toEqual({ code: 0, signal: null });
  expect(await run.calls()).toEqual(["0", "failing", "failing"]);
  expect(await records.flowRun(run.id)).toMatchObject({ state_name: "Completed", state: { data: "passed" } });
});

test("a retry that is cut short is gone on with: what had failed before it is run again, and no retry is lost", async () => {
  const run = await interrupted("cutShort");
  const first = run.execute();
  await first.said("holding");
  first.send("SIGKILL");
  await first.ended();
  expect(await reportCrash(records.api, run.id)).toBe("Recovering");
  await run.go();
  expect(await run.execute().ended()).toEqual({ code: 0, signal: null });
  expect(await run.calls()).toEqual(["failing", "failing"]);
  expect(await records.flowRun(run.id)).toMatchObject({
    state_name: "Completed",
    run_count: 3,
    state: { data: "passed" },
  });
});

test("going on after a wait is no new attempt, for the flow as for the server", async () => {
  const run = await interrupted("counted");
  const first = run.execute();
  await first.said("holding");
  await setFlowRunState(records.api, run.id, {
    state: { type: "PAUSED", name: "Suspended", state_details: { pause_reschedule: true } },
  });
  await first.ended();
  await records.api.send("POST", `/flow_runs/${run.id}/resume`, {});
  await run.go();
  await run.execute().ended();
  expect(await records.flowRun(run.id)).toMatchObject({ state_name: "Completed", run_count: 1, state: { data: 1 } });
});

test("process.exit() in a flow is the end of its run, and is said of it", async () => {
  const run = await interrupted("exits");
  expect(await run.execute().ended()).toEqual({ code: 0, signal: null });
  expect(await records.flowRun(run.id)).toMatchObject({
    state_name: "Crashed",
    state: { message: expect.stringContaining("The process ended (exit code 7)") },
  });
});

test("a process that computes on after its lease is lost is killed", async () => {
  const run = await interrupted("busy");
  const program = run.execute();
  await program.said("busy");
  program.send("SIGSTOP");
  await records.letLeaseEnd(run.id);
  await expect.poll(async () => (await records.flowRun(run.id)).state_name).toBe("Recovering");
  program.send("SIGCONT");
  expect(await program.ended()).toEqual({ code: null, signal: "SIGKILL" });
  expect(await records.flowRun(run.id)).toMatchObject({ state_name: "Recovering" });
});
