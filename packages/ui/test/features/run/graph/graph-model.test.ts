import { expect, test } from "vitest";
import { criticalPath } from "../../../../src/features/run/graph/critical-path.ts";
import { buildGraph } from "../../../../src/features/run/graph/graph-model.ts";
import { buildTree } from "../../../../src/features/run/timeline/timeline-tree.ts";
import { after, timeline, timelineSubflow, timelineTask } from "../../../timeline-data.ts";

const ran = (from: number, to: number) => ({ start_time: after(from), end_time: after(to) });
const CLOSED: ReadonlySet<string> = new Set();

const loads = Array.from({ length: 8 }, (_, n) =>
  timelineTask({ id: `load-${n}`, task_key: "load", name: `load-${n}`, upstream: ["read"], ...ran(2, 3 + n) }),
);
const world = timeline({
  task_runs: [
    timelineTask({ id: "read", ...ran(0, 2) }),
    ...loads,
    timelineTask({ id: "check", ...ran(11, 12) }),
    timelineTask({ id: "placeholder", subflow_run_id: "sub", upstream: ["check"], ...ran(12, 14) }),
    timelineTask({ id: "inner", flow_run_id: "sub", ...ran(12, 13) }),
    timelineTask({ id: "last", upstream: ["placeholder"], ...ran(14, 15) }),
    timelineTask({ id: "aside", ...ran(0, 1) }),
  ],
  subflow_runs: [timelineSubflow({ id: "sub", ...ran(12, 14) })],
});
const root = buildTree(world);
const group = root.children.find(({ kind }) => kind === "group")?.id ?? "";
const linesOf = (opened: ReadonlySet<string>) =>
  buildGraph(root, world, opened).edges.map(({ from, to, kind }) => `${from} ${kind} ${to}`);

test("groups and subflows are one node each; results and the order join them", () => {
  expect(buildGraph(root, world, CLOSED).nodes.map(({ id, isOpen }) => [id, isOpen])).toStrictEqual([
    ["aside", null],
    ["read", null],
    [group, false],
    ["check", null],
    ["sub", false],
    ["last", null],
  ]);
  expect(linesOf(CLOSED).toSorted()).toStrictEqual(
    [`read data ${group}`, `${group} order check`, "check data sub", "sub data last"].toSorted(),
  );
});

test("a group that is unfolded is its members, a subflow has its parts beside it", () => {
  const lines = linesOf(new Set([group, "sub"]));
  expect(lines.filter((line) => line.startsWith("read data load-"))).toHaveLength(8);
  expect(lines).toContain("load-7 order check");
  expect(lines).toContain("sub part inner");
});

test("the critical path is what the end waited for", () => {
  expect(criticalPath(buildGraph(root, world, CLOSED))).toStrictEqual(["read", group, "check", "sub", "last"]);
  expect(criticalPath({ nodes: [], edges: [] })).toStrictEqual([]);
});

test("what has not begun has no place on the path, what runs is its end", () => {
  const open = timeline({
    task_runs: [
      timelineTask({ id: "a", ...ran(0, 1) }),
      timelineTask({ id: "b", upstream: ["a"], start_time: after(1), end_time: null }),
      timelineTask({ id: "c", upstream: ["b"], start_time: null, end_time: null }),
    ],
  });
  expect(criticalPath(buildGraph(buildTree(open), open, CLOSED))).toStrictEqual(["a", "b"]);
});
