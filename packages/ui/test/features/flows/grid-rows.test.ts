import type { RunMark } from "@tutti/core/wire/dashboard";
import { expect, test } from "vitest";
import { gridRows } from "../../../src/features/flows/grid-rows.ts";

const mark = (id: string): RunMark => ({
  id,
  name: id,
  state_type: "COMPLETED",
  state_name: "Completed",
  expected_start_time: null,
  start_time: null,
  end_time: null,
  estimated_run_time: 1,
});
const tally = (flow_run_id: string, task_key: string, counts: object, seconds = 0) => ({
  flow_run_id,
  task_key,
  counts,
  seconds,
  start_time: null,
});

test("tasks stand in the order of the newest run, one of changed code with its former self", () => {
  const rows = gridRows({
    runs: [mark("old"), mark("new")],
    tasks: [
      tally("old", "clean-0a1b2c3d", { COMPLETED: 1 }, 2),
      tally("old", "load", { COMPLETED: 3 }, 9),
      tally("new", "load", { COMPLETED: 1, FAILED: 2 }, 61),
      tally("new", "clean-ffffffff", { CANCELLED: 1 }),
      tally("new", "idle", {}),
    ],
  });
  expect(rows.map(({ task, cells }) => [task, Object.fromEntries(cells)])).toEqual([
    [
      "load",
      {
        old: { state: "COMPLETED", calls: 3, words: "3 completed, 9.0 s" },
        new: { state: "FAILED", calls: 3, words: "2 failed, 1 completed, 1 m 01 s" },
      },
    ],
    [
      "clean",
      {
        old: { state: "COMPLETED", calls: 1, words: "1 completed, 2.0 s" },
        new: { state: "CANCELLED", calls: 1, words: "1 cancelled" },
      },
    ],
    ["idle", { new: { state: "PENDING", calls: 0, words: "" } }],
  ]);
});
