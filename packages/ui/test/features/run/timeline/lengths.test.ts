import { expect, test } from "vitest";
import { longestOf, rowsByLength, viewFromStart } from "../../../../src/features/run/timeline/lengths.ts";
import { buildTree } from "../../../../src/features/run/timeline/timeline-tree.ts";
import { after, START, timeline, timelineTask } from "../../../timeline-data.ts";

const root = buildTree(
  timeline({
    task_runs: [
      timelineTask({ id: "short", start_time: after(0), end_time: after(1) }),
      timelineTask({ id: "long", start_time: after(2), end_time: after(9) }),
      timelineTask({ id: "waits", start_time: null, end_time: null, state_type: "PENDING", state_name: "Pending" }),
      timelineTask({ id: "runs", start_time: after(8), end_time: null, state_type: "RUNNING", state_name: "Running" }),
    ],
  }),
);
const rows = rowsByLength(root);
const now = START + 12_000;

test("what runs comes first, then the longest, and last what has not begun", () => {
  expect(rows.map(({ node }) => node.id)).toStrictEqual(["runs", "long", "short", "waits"]);
});

test("bars begin at the left edge and are measured by the longest of them", () => {
  const span = longestOf(rows, now);
  expect(span).toBe(7000);
  expect(longestOf(rows, START + 20_000)).toBe(12_000);
  const views = rows.map(({ node }) => (node.kind === "group" ? null : viewFromStart(node, span)));
  expect(views.slice(0, 3)).toStrictEqual(
    [8, 2, 0].map((second) => ({ fromAt: START + second * 1000, toAt: START + second * 1000 + span })),
  );
});

test("a run that called nothing has no rows", () => {
  expect(rowsByLength(buildTree(timeline({})))).toStrictEqual([]);
  expect(longestOf([], now)).toBe(10);
});
