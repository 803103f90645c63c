import { readFlowRun, readFlowRunStates } from "@tutti/client/flow-runs";
import { filterTaskRuns } from "@tutti/client/task-runs";
import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { BothLanguages, meetingPlaces } from "./both-languages.ts";

/** The flows of both programs, and what their runs end in. */
const flows = {
  skipped: ["COMPLETED", "Skipped", "nothing to do"],
  plain: ["COMPLETED", "Completed", null],
  rejected: ["FAILED", "Rejected", "bad rows"],
  silent: ["FAILED", "Failed", null],
  stopped: ["CANCELLED", "Stopped", "enough"],
  crashed: ["CRASHED", "Crashed", "no disk"],
  futures: ["FAILED", "Failed", "1/3 states failed."],
  completed: ["COMPLETED", "Completed", "All states completed."],
  states: ["CANCELLED", "Cancelled", "1/3 states cancelled."],
  crashes: ["FAILED", "Failed", "1/1 states failed."],
  one: ["FAILED", "Failed", "1/1 states failed."],
  retried: ["COMPLETED", "Completed", "All states completed."],
};

const ids = z.record(z.string(), z.string());

describe.each(meetingPlaces)("states that flows and tasks return on $name", ({ isTutti }) => {
  const both = new BothLanguages(isTutti);
  let python: z.output<typeof ids> = {};
  let typescript: z.output<typeof ids> = {};
  beforeAll(async () => {
    python = ids.parse(await both.python("returned_states.py"));
    typescript = ids.parse(await both.typescript("returned-states.ts"));
  });

  /** How a run and its task runs ended, once all of those are on record. */
  async function recorded(id: string, taskCount: number) {
    const { state } = await readFlowRun(both.api, id);
    const states = await readFlowRunStates(both.api, id);
    const tasks = () => filterTaskRuns(both.api, { task_runs: { flow_run_id: { any_: [id] } } });
    const areThere = async () => {
      const ended = (await tasks()).filter(({ end_time }) => end_time !== null);
      return ended.length;
    };
    await expect.poll(areThere).toBe(taskCount);
    return {
      end: [state?.type, state?.name, state?.message],
      states: states.map(({ name }) => name),
      tasks: (await tasks())
        .map((run) => [run.state?.type, run.state?.name, run.state?.message || null, `×${run.run_count}`].join(" "))
        .toSorted(),
    };
  }

  test.each(Object.entries(flows))("%s: Tutti's SDK leaves what Prefect leaves", async (name, end) => {
    const taskCounts: Record<string, number> = { futures: 3, completed: 2, states: 3 };
    const left = await recorded(typescript[name] ?? "", taskCounts[name] ?? 1);
    expect(left).toEqual(await recorded(python[name] ?? "", taskCounts[name] ?? 1));
    expect(left.end).toEqual(end);
  });
});
