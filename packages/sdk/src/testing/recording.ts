import { readFlowRun } from "@tutti/client/flow-runs";
import { filterTaskRuns } from "@tutti/client/task-runs";
import { type FlowRun, flowRun } from "@tutti/core/wire/flow-run";
import { type TaskRun, taskRun } from "@tutti/core/wire/task-run";
import { readFile } from "node:fs/promises";
import { z } from "zod";
import { connect } from "../connection.ts";

/** What a run left on record, as plain JSON: to be kept in a file beside the tests. */
export interface Recording {
  readonly flow_run: FlowRun;
  readonly task_runs: readonly TaskRun[];
}

const recording = z.object({ flow_run: flowRun, task_runs: z.array(taskRun) });
const UUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
const PAGE = 200;

/** Reads what a run of the server that the program reports to left on record. */
export async function recordRun(flowRunId: string): Promise<Recording> {
  const { api } = await connect();
  const task_runs: TaskRun[] = [];
  for (let page: TaskRun[] | null = null; page === null || page.length === PAGE; task_runs.push(...page)) {
    const ofRun = { flow_run_id: { any_: [flowRunId] } };
    const sort = "EXPECTED_START_TIME_ASC";
    page = await filterTaskRuns(api, { task_runs: ofRun, sort, limit: PAGE, offset: task_runs.length });
  }
  return { flow_run: await readFlowRun(api, flowRunId), task_runs };
}

/** The recording given: itself, that of a run by its id, or one in a file. */
export async function recordingOf(source: Recording | string): Promise<Recording> {
  if (typeof source !== "string") return source;
  return UUID.test(source) ? recordRun(source) : recording.parse(JSON.parse(await readFile(source, "utf8")));
}
