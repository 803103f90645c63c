import { expect, test } from "vitest";
import { relationsOf } from "../../../../src/features/run/timeline/relations.ts";
import {
  pathTo,
  runsBelow,
  tasksOf,
  toneCounts,
  unfold,
  visibleRows,
  wholeView,
  extentOf,
} from "../../../../src/features/run/timeline/timeline-rows.ts";
import { buildTree, type TimelineNode } from "../../../../src/features/run/timeline/timeline-tree.ts";
import { after, flowRun, START, timeline, timelineSubflow, timelineTask } from "../../../timeline-data.ts";

function outline(node: TimelineNode): unknown {
  const name = node.kind === "group" ? `${node.label} × ${node.children.length}` : node.label;
  return node.children.length === 0 ? name : { [name]: node.children.map(outline) };
}

const mapped = Array.from({ length: 8 }, (_, index) =>
  timelineTask({
    id: `m${index}`,
    name: `load-${index}`,
    task_key: "load",
    start_time: after(index),
    end_time: after(index + 1),
  }),
);

test("tasks stand in the order of their start", () => {
  const tasks = [timelineTask({ id: "b", start_time: after(2) }), timelineTask({ id: "a", start_time: after(1) })];
  expect(outline(buildTree(timeline({ task_runs: tasks })))).toStrictEqual({ "quiet-otter": ["a-0", "b-0"] });
});

test("a task called in a task stands below it", () => {
  const tasks = [timelineTask({ id: "outer" }), timelineTask({ id: "inner", encapsulating: ["outer"] })];
  expect(outline(buildTree(timeline({ task_runs: tasks })))).toStrictEqual({
    "quiet-otter": [{ "outer-0": ["inner-0"] }],
  });
});

test("a subflow stands for the task run that called it, with its tasks below", () => {
  const tree = buildTree(
    timeline({
      task_runs: [
        timelineTask({ id: "placeholder", subflow_run_id: "sub" }),
        timelineTask({ id: "psi", flow_run_id: "sub" }),
      ],
      subflow_runs: [timelineSubflow({ id: "sub" })],
    }),
  );
  expect(outline(tree)).toStrictEqual({ "quiet-otter": [{ "report / calm-ibis": ["psi-0"] }] });
});

test("a run's own task runs are those within its tasks, too, and none of its subflows", () => {
  const tree = buildTree(
    timeline({
      task_runs: [
        ...mapped,
        timelineTask({ id: "inner", encapsulating: ["m0"] }),
        timelineTask({ id: "placeholder", subflow_run_id: "sub" }),
        timelineTask({ id: "unknown", subflow_run_id: "not-read-yet" }),
        timelineTask({ id: "psi", flow_run_id: "sub" }),
      ],
      subflow_runs: [timelineSubflow({ id: "sub" })],
    }),
  );
  expect(tasksOf(tree).map(({ id }) => id)).toStrictEqual(["m0", "inner", "m1", "m2", "m3", "m4", "m5", "m6", "m7"]);
});

test("a subflow that is not known yet shows as its task run", () => {
  const tree = buildTree(timeline({ task_runs: [timelineTask({ id: "placeholder", subflow_run_id: "sub" })] }));
  expect(outline(tree)).toStrictEqual({ "quiet-otter": ["placeholder-0"] });
});

test("many runs of one task fold into one row", () => {
  const tree = buildTree(timeline({ task_runs: mapped }));
  const rows = visibleRows(tree, new Set());
  expect(rows.map(({ node, depth, isOpen }) => [node.label, depth, isOpen])).toStrictEqual([
    ["quiet-otter", 0, true],
    ["load", 1, false],
  ]);
  expect(runsBelow(tree).map((node) => node.label)).toStrictEqual(mapped.map((task) => task.name));
});

test("a row that is sought is unfolded, and nothing else", () => {
  const tree = buildTree(timeline({ task_runs: [...mapped, timelineTask({ id: "z" })] }));
  const open = unfold(tree, "m3", new Set());
  expect(visibleRows(tree, open)).toHaveLength(11);
  expect(pathTo(tree, "m3").map((node) => node.label)).toStrictEqual(["quiet-otter", "load", "load-3"]);
  expect(pathTo(tree, "nobody")).toStrictEqual([]);
});

test("a group says how its runs went, the failures first", () => {
  const failed = mapped.map((task, index) =>
    index === 2 ? { ...task, state_type: "FAILED" as const, state_name: "Failed" } : task,
  );
  expect(toneCounts(runsBelow(buildTree(timeline({ task_runs: failed }))))).toStrictEqual([
    ["failed", 1],
    ["completed", 7],
  ]);
});

test("the axis runs from the first run to now while the run lasts", () => {
  const tree = buildTree(timeline({ task_runs: mapped }));
  expect(wholeView(extentOf(tree), START + 60_000)).toStrictEqual({ fromAt: START, toAt: START + 60_000 });
});

test("a long wait before the start is cut off, a wait without a start is shown", () => {
  const waited = [
    { id: "1", type: "SCHEDULED" as const, name: "Scheduled", timestamp: after(-86_400), message: null },
    { id: "2", type: "RUNNING" as const, name: "Running", timestamp: after(0), message: null },
    { id: "3", type: "COMPLETED" as const, name: "Completed", timestamp: after(5), message: null },
  ];
  const ran = buildTree(timeline({ states: waited, flow_run: flowRun({ state_type: "COMPLETED" }) }));
  expect(wholeView(extentOf(ran), START + 9000)).toStrictEqual({ fromAt: START, toAt: START + 5000 });
  const waits = buildTree(timeline({ states: waited.slice(0, 1) }));
  expect(wholeView(extentOf(waits), START).fromAt).toBe(START - 86_400_000);
});

test("whose result a task takes, and who takes its, is told", () => {
  const tasks = [
    timelineTask({ id: "a" }),
    timelineTask({ id: "b", upstream: ["a"] }),
    timelineTask({ id: "c", upstream: ["b"] }),
  ];
  const tree = buildTree(timeline({ task_runs: tasks }));
  expect([...relationsOf(tree, "b")]).toStrictEqual([
    ["a", "upstream"],
    ["c", "downstream"],
  ]);
  expect([...relationsOf(tree, undefined)]).toStrictEqual([]);
});
