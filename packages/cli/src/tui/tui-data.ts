import { filterFlowRuns } from "@tutti/client/flow-runs";
import type { ApiClient } from "@tutti/client/http";
import { filterLogs } from "@tutti/client/logs";
import { filterTaskRuns } from "@tutti/client/task-runs";
import type { FlowRun } from "@tutti/core/wire/flow-run";
import type { Log } from "@tutti/core/wire/log";
import type { TaskRun } from "@tutti/core/wire/task-run";
import { flowNames } from "../runs/flow-names.ts";

const RUNS_MAX = 200;
const TASKS_MAX = 200;
const LOGS_MAX = 100;

/** The runs in sight, the newest first, and what one of them did. */
export interface TuiData {
  readonly runs: readonly FlowRun[];
  readonly names: ReadonlyMap<string, string>;
  readonly opened: OpenedRun | null;
}

/** A run's tasks, the newest first, and the end of its log. */
export interface OpenedRun {
  readonly run: FlowRun;
  readonly tasks: readonly TaskRun[];
  readonly logs: readonly Log[];
}

export async function readTui(api: ApiClient, names: readonly string[], openedId: string | null): Promise<TuiData> {
  const [runs, opened] = await Promise.all([
    filterFlowRuns(api, {
      ...(names.length === 0 ? {} : { flows: { name: { any_: [...names] } } }),
      sort: "EXPECTED_START_TIME_DESC",
      limit: RUNS_MAX,
    }),
    openedId === null ? null : readOpened(api, openedId),
  ]);
  const flows = await flowNames(
    api,
    runs.map(({ flow_id }) => flow_id),
  );
  return { runs, names: flows, opened };
}

async function readOpened(api: ApiClient, id: string): Promise<OpenedRun | null> {
  const ofRun = { flow_run_id: { any_: [id] } };
  const [[run], tasks, logs] = await Promise.all([
    filterFlowRuns(api, { flow_runs: { id: { any_: [id] } }, limit: 1 }),
    filterTaskRuns(api, { task_runs: ofRun, sort: "EXPECTED_START_TIME_DESC", limit: TASKS_MAX }),
    filterLogs(api, { logs: ofRun, sort: "TIMESTAMP_DESC", limit: LOGS_MAX }),
  ]);
  return run === undefined ? null : { run, tasks, logs: logs.toReversed() };
}
