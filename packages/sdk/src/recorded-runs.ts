import { readFlowRun } from "@tutti/client/flow-runs";
import { isNotFound } from "@tutti/client/response-error";
import { filterTaskRuns, readTaskRun } from "@tutti/client/task-runs";
import { TuttiError } from "@tutti/core/errors";
import type { State as WireState } from "@tutti/core/wire/state";
import { connect, type Connection } from "./connection.ts";
import { hasOutcome, recordedOutcome } from "./engine/journal.ts";
import { summaryOfWire } from "./engine/propose-state.ts";
import type { StateSummary } from "./state.ts";

const PAGE = 200;

/** A run as the server has it, whoever ran it. */
export interface RecordedRun {
  readonly id: string;
  readonly name: string;
  /** Null for a run that was made and is in no state yet. */
  readonly state: StateSummary | null;
  /**
   * What the run came to, read from where it is kept. Rejects with what it failed with; with `wrong_state` when it has not
   * ended, and with `missing_result` and `failed_storage` when its result cannot be read.
   */
  result(): Promise<unknown>;
}

/** A flow run by its id. Rejects with `not_found`. */
export async function getFlowRun(id: string): Promise<RecordedRun> {
  const connection = await connect();
  return recorded(await found(readFlowRun(connection.api, id), `There is no flow run ${id}.`), connection);
}

/** A task run by its id. Rejects with `not_found`. */
export async function getTaskRun(id: string): Promise<RecordedRun> {
  const connection = await connect();
  return recorded(await found(readTaskRun(connection.api, id), `There is no task run ${id}.`), connection);
}

/** The task runs of a flow run, in the order in which they were expected to start. */
export async function getTaskRuns(flowRunId: string): Promise<RecordedRun[]> {
  const connection = await connect();
  const runs: RecordedRun[] = [];
  for (;;) {
    const page = await filterTaskRuns(connection.api, {
      task_runs: { flow_run_id: { any_: [flowRunId] } },
      sort: "EXPECTED_START_TIME_ASC",
      limit: PAGE,
      offset: runs.length,
    });
    runs.push(...page.map((run) => recorded(run, connection)));
    if (page.length < PAGE) return runs;
  }
}

interface WireRun {
  readonly id: string;
  readonly name: string;
  readonly state: WireState | null;
}

function recorded({ id, name, state }: WireRun, connection: Connection): RecordedRun {
  return {
    id,
    name,
    state: state === null ? null : summaryOfWire(state),
    result: () => resultOf(name, state, connection),
  };
}

async function resultOf(name: string, state: WireState | null, { results }: Connection): Promise<unknown> {
  if (state === null || !hasOutcome(state)) {
    const message = state?.message ?? "";
    throw new TuttiError("wrong_state", `${name} is ${state?.name ?? "in no state"}${message && `: ${message}`}`);
  }
  const outcome = await recordedOutcome(state.type, state.message, state.data, results);
  if (outcome.kind === "error") throw outcome.error;
  return outcome.value;
}

async function found<T>(reading: Promise<T>, missing: string): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    throw isNotFound(error) ? new TuttiError("not_found", missing, { cause: error }) : error;
  }
}
