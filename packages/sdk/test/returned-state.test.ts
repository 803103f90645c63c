import { expect, test } from "vitest";
import { outcomeOfStates, speaksOfStates } from "../src/returned-outcome.ts";
import { Cancelled, Completed, Crashed, Failed, type UnsuccessfulOptions } from "../src/returned-state.ts";
import { State } from "../src/state.ts";

test("a completed state has its data, its name and its message", () => {
  const skipped = Completed({ name: "Skipped", message: "nothing to do", data: 3 });
  expect([skipped.type, skipped.name, skipped.message, skipped.result(), skipped.error]).toEqual([
    "COMPLETED",
    "Skipped",
    "nothing to do",
    3,
    undefined,
  ]);
  const plain = Completed();
  expect([plain.name, plain.message, plain.result()]).toEqual(["Completed", null, undefined]);
});

test.each([
  [Failed, "FAILED", "Failed"],
  [Cancelled, "CANCELLED", "Cancelled"],
  [Crashed, "CRASHED", "Crashed"],
])("%o has an error that says why", (make, type, name) => {
  const because = make({ message: "no rows" });
  expect([because.type, because.name, because.message]).toEqual([type, name, "no rows"]);
  expect([because.error?.name, because.error?.message]).toEqual([`${name}Run`, "no rows"]);
  expect(because.error?.stack).toMatch(new RegExp(`^${name}Run: no rows\\n +at .*returned-state\\.test`));
  const silent = make();
  expect([silent.message, silent.error?.message]).toEqual([null, `The run has ended ${name}`]);
});

test("what was caught is what the caller is thrown, and the message unless there is another", () => {
  const error = new RangeError("row 7");
  expect(() => Failed({ error }).result()).toThrow(error);
  expect(Failed({ error }).message).toBe("RangeError: row 7");
  expect(Failed({ error, message: "bad rows" }).message).toBe("bad rows");
  expect(Failed({ error: "a text" }).error).toEqual(new Error("a text"));
});

test.each([
  [{ name: " " }, "not empty"],
  [{ name: 3 }, "is a text"],
  [{ message: 3 }, "is a text"],
  [{ name: "RolledBack" }, "transaction"],
  [{ massage: "" }, 'There is no "massage" in Failed({ name, message, error }). Did you mean message?'],
  ["no rows", "It is called like this: Failed({ name, message, error })"],
])("%o is no state", (options, complaint) => {
  expect(() => Failed(options as UnsuccessfulOptions)).toThrow(complaint);
});

function stateOfRun(type: State["type"], value: unknown = null): State {
  const summary = { id: "1", type, name: type, message: null, timestamp: new Date(0) };
  const error = new RangeError(type);
  return new State(summary, type === "COMPLETED" ? { kind: "value", value } : { kind: "error", error });
}

const [one, two] = [stateOfRun("COMPLETED", 1), stateOfRun("COMPLETED", 2)];
const [failed, crashed, cancelled] = [stateOfRun("FAILED"), stateOfRun("CRASHED"), stateOfRun("CANCELLED")];

test.each([
  [[one, two], "COMPLETED", "All states completed.", [1, 2]],
  [one, "COMPLETED", "All states completed.", 1],
  [[one, "a value"], "COMPLETED", "All states completed.", [1, "a value"]],
  [[one, failed, two], "FAILED", "1/3 states failed.", failed.error],
  [[crashed, failed], "FAILED", "2/2 states failed.", crashed.error],
  [failed, "FAILED", "1/1 states failed.", failed.error],
  [[failed, "a value"], "FAILED", "1/1 states failed.", failed.error],
  [[one, failed, cancelled], "CANCELLED", "1/3 states cancelled.", failed.error],
  [[one, stateOfRun("PENDING")], "FAILED", "1/2 states are not final.", new RangeError("PENDING")],
  [[Completed({ name: "Skipped", data: 3 }), one], "COMPLETED", "All states completed.", [3, 1]],
])("states of other runs come to one: %#", async (returned, type, message, expected) => {
  expect(speaksOfStates(returned)).toBe(true);
  const outcome = await outcomeOfStates(returned);
  expect(outcome.given).toEqual({ type, message });
  expect(outcome.kind === "value" ? outcome.value : outcome.error).toEqual(expected);
});

test("what holds no state is a result", () => {
  expect([1, "a", null, undefined, [], [1], { a: one }, [[one]]].map(speaksOfStates)).toEqual(Array(8).fill(false));
});
