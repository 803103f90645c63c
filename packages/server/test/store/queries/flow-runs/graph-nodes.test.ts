import { instant } from "@tutti/core/instant";
import type { TaskInputs } from "@tutti/core/wire/task-run";
import { expect, test } from "vitest";
import { graphNodes, type GraphSubflow, type GraphTask } from "../../../../src/store/queries/flow-runs/graph-nodes.ts";

const on = (...ids: string[]) => ids.map((id) => ({ input_type: "task_run" as const, id }));

function task(id: string, seconds: number, inputs: TaskInputs = {}, subflow: GraphSubflow | null = null): GraphTask {
  const startedAt = instant(seconds * 1_000_000);
  return { id, name: `task-${id}`, stateType: "COMPLETED", startedAt, endedAt: startedAt, inputs, subflow };
}

function subflow(id: string, seconds: number): GraphSubflow {
  return { id, label: `flow / ${id}`, stateType: "RUNNING", startedAt: instant(seconds * 1_000_000), endedAt: null };
}

/** Edges as `id: parents | children | encapsulating`. */
function edges(tasks: readonly GraphTask[]): string[] {
  return graphNodes(tasks).map(
    ({ id, parents, children, encapsulating }) =>
      `${id}: ${parents.join()} | ${children.join()} | ${encapsulating.join()}`,
  );
}

test.each<[string, GraphTask[], string[]]>([
  ["no tasks have no nodes", [], []],
  [
    "nodes stand in the order of start, then id",
    [task("c", 1), task("b", 2), task("a", 2)],
    ["c:  |  | ", "a:  |  | ", "b:  |  | "],
  ],
  [
    "a dependency is one edge, however often a result was passed",
    [task("a", 1), task("b", 2, { x: on("a"), y: on("a") }), task("c", 3, { x: on("b", "a") })],
    ["a:  | b,c | ", "b: a | c | ", "c: b,a |  | "],
  ],
  [
    "being called within a task is no dependency on it",
    [task("a", 1), task("b", 2, { __parents__: on("a") })],
    ["a:  |  | ", "b:  |  | a"],
  ],
  ["what is outside of the run is left out", [task("a", 1, { x: on("z"), __parents__: on("z") })], ["a:  |  | "]],
  [
    "parameters, constants and flow runs are no dependencies",
    [
      task("a", 1, {
        p: [
          { input_type: "parameter", name: "n" },
          { input_type: "constant", type: "int" },
          { input_type: "flow_run", id: "a" },
        ],
      }),
    ],
    ["a:  |  | "],
  ],
  [
    "a subflow stands where its placeholder was called, and takes over its edges",
    [task("a", 1), task("b", 2, { x: on("a") }, subflow("s", 4)), task("c", 3, { x: on("b"), __parents__: on("b") })],
    ["a:  | s | ", "c: s |  | s", "s: a | c | "],
  ],
  [
    "a placeholder with two subflow runs leads to both",
    [task("a", 1, {}, subflow("s", 1)), task("a", 1, {}, subflow("t", 2)), task("b", 3, { x: on("a") })],
    ["s:  | b | ", "t:  | b | ", "b: s,t |  | "],
  ],
])("%s", (_rule, tasks, expected) => {
  expect(edges(tasks)).toEqual(expected);
});

test("a subflow's node has its own label, state and times", () => {
  expect(graphNodes([task("a", 1, {}, subflow("s", 2))])).toEqual([
    {
      kind: "flow-run",
      id: "s",
      label: "flow / s",
      stateType: "RUNNING",
      startedAt: 2_000_000,
      endedAt: null,
      parents: [],
      children: [],
      encapsulating: [],
    },
  ]);
});
