import { filterFlowRuns, setFlowRunState } from "@tutti/client/flow-runs";
import { expect, test } from "vitest";
import { Program } from "./support/program.ts";
import { useServer } from "./support/server.ts";

const records = useServer();

function end(way: string): Program {
  return new Program("ways-to-end", [way], records.env);
}

test.each([
  ["SIGINT", 130],
  ["SIGTERM", 143],
] as const)("a process ended by %s says so for its run, its subflow and their steps", async (signal, code) => {
  const program = end("by a signal");
  const id = await program.said("run ");
  await program.said("waiting");
  program.send(signal);
  expect(await program.ended()).toEqual({ code, signal: null });
  // As in Prefect the flow's own process calls them, while it can.
  expect(program.lines.at(-1)).toBe("crashed");
  const run = await records.flowRun(id);
  expect([run.state_name, run.state?.message]).toEqual(["Crashed", `The flow run was stopped by ${signal}`]);
  expect(program.errors).toContain(`tutti flow-run resume ${run.name}\n`);
  const [placeholder] = await records.taskRuns(id);
  const childId = placeholder?.state?.state_details.child_flow_run_id ?? "";
  expect((await records.flowRun(childId)).state_name).toBe("Crashed");
  expect(await records.tasks(childId)).toEqual(["wait-0: Crashed ×1"]);
});

test("an error outside of the flow's own calls ends the process, and the run Failed with the reason", async () => {
  const program = end("uncaught");
  const id = await program.said("run ");
  expect(await program.ended()).toEqual({ code: 1, signal: null });
  expect(program.errors).toContain("TypeError: from a timer\n    at ");
  const { state } = await records.flowRun(id);
  expect(state).toMatchObject({
    type: "FAILED",
    message: expect.stringContaining("TypeError: from a timer"),
    data: expect.stringMatching(/^TypeError: from a timer\n {4}at /),
  });
});

test("a call that fails before its flow waits for it is no error outside of the flow's own calls", async () => {
  const program = end("failures taken later");
  const id = await program.said("run ");
  expect(await program.ended()).toEqual({ code: 0, signal: null });
  expect(program.lines).toEqual(expect.arrayContaining(["RangeError: a task's", "RangeError: a subflow's"]));
  expect((await records.flowRun(id)).state_name).toBe("Completed");
});

test("a process ended while its run is being made says so for the run, and calls nothing", async () => {
  const program = new Program("ways-to-end", ["while it begins", "begun"], records.env);
  expect(await program.ended()).toEqual({ code: 130, signal: null });
  expect(program.lines).toEqual([]);
  const made = await filterFlowRuns(records.api, { flow_runs: { name: { any_: ["begun"] } } });
  expect(made.map((run) => [run.state_name, run.state?.message])).toEqual([
    ["Crashed", "The flow run was stopped by SIGINT"],
  ]);
});

test("process.exit() within a task says so for its run and its subflow", async () => {
  const program = end("exit");
  const id = await program.said("run ");
  expect(await program.ended()).toEqual({ code: 7, signal: null });
  const message = "The process ended (exit code 7) while the flow run was under way";
  expect(program.errors).toContain(`tutti: ${message}: '`);
  const { state_name, state } = await records.flowRun(id);
  expect([state_name, state?.message]).toEqual(["Crashed", message]);
  const [placeholder] = await records.taskRuns(id);
  const childId = placeholder?.state?.state_details.child_flow_run_id ?? "";
  expect((await records.flowRun(childId)).state_name).toBe("Crashed");
});

test("a flow that waits for what can never happen ends instead of hanging", async () => {
  const program = end("stuck");
  const id = await program.said("run ");
  expect(await program.ended()).toEqual({ code: 13, signal: null });
  const { state } = await records.flowRun(id);
  expect(state).toMatchObject({ type: "CRASHED", message: expect.stringContaining("nothing left to do") });
});

test("a program whose stderr nobody reads runs to its end", async () => {
  const program = new Program("ways-to-end", ["after many lines"], { ...records.env, TUTTI_LOGGING_LEVEL: "INFO" });
  program.stopReadingErrors();
  const id = await program.said("run ");
  expect(await program.ended()).toEqual({ code: 0, signal: null });
  expect(await records.flowStates(id)).toEqual(["Pending", "Running", "Completed"]);
});

test("a process ended within a hook leaves the run the end that it has", async () => {
  const program = end("within a hook");
  const id = await program.said("run ");
  await program.said("in a hook");
  program.send("SIGINT");
  expect(await program.ended()).toEqual({ code: 130, signal: null });
  expect(await records.flowStates(id)).toEqual(["Pending", "Running", "Completed"]);
});

test("a hook that can never end leaves the run the end that it has", async () => {
  const program = end("stuck in a hook");
  const id = await program.said("run ");
  expect(await program.ended()).toEqual({ code: 13, signal: null });
  expect(await records.flowStates(id)).toEqual(["Pending", "Running", "Completed"]);
});

test("a run that is cancelled stops, with its subflow and their steps, and is Cancelled", async () => {
  const program = end("cancelled");
  const id = await program.said("run ");
  await program.said("waiting");
  await setFlowRunState(records.api, id, { state: { type: "CANCELLING" } });
  expect((await program.ended()).code).toBe(1);
  expect((await records.flowRun(id)).state_name).toBe("Cancelled");
  const [placeholder] = await records.taskRuns(id);
  const childId = placeholder?.state?.state_details.child_flow_run_id ?? "";
  expect((await records.flowRun(childId)).state_name).toBe("Cancelled");
  expect(await records.tasks(childId)).toEqual(["wait-0: Cancelled ×1"]);
});
