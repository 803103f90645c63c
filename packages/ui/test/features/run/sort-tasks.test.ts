import { expect, test } from "vitest";
import { sortTasks } from "../../../src/features/run/tasks/sort-tasks.ts";
import { runsBelow } from "../../../src/features/run/timeline/timeline-rows.ts";
import { buildTree } from "../../../src/features/run/timeline/timeline-tree.ts";
import { after, timeline, timelineTask } from "../../timeline-data.ts";

const nodes = runsBelow(
  buildTree(
    timeline({
      task_runs: [
        timelineTask({ id: "a", name: "load-10", start_time: after(0), end_time: after(9), run_count: 3 }),
        timelineTask({ id: "b", name: "load-2", start_time: after(1), end_time: after(2) }),
        timelineTask({
          id: "c",
          name: "merge",
          start_time: null,
          end_time: null,
          state_type: "PENDING",
          state_name: "Pending",
        }),
        timelineTask({
          id: "d",
          name: "send",
          start_time: after(3),
          end_time: null,
          state_type: "RUNNING",
          state_name: "Running",
        }),
      ],
    }),
  ),
);

test.each([
  ["name", false, ["load-2", "load-10", "merge", "send"]],
  ["start", false, ["load-10", "load-2", "send", "merge"]],
  ["length", true, ["send", "load-10", "load-2", "merge"]],
  ["state", false, ["send", "merge", "load-10", "load-2"]],
  ["attempts", true, ["load-10", "load-2", "send", "merge"]],
] as const)("by %s, descending %s", (key, isDescending, names) => {
  expect(sortTasks(nodes, { key, isDescending }).map((node) => node.label)).toStrictEqual([...names]);
});
