import type { RunRow } from "@tutti/core/wire/dashboard";
import { cancelRuns, deleteRuns, rerun, RERUN_MAX, retryRuns } from "../../api/run-actions.ts";
import { showToast } from "../../components/toasts.tsx";
import { isOver } from "./runs-request.ts";

/** What many runs can be asked for at once. */
export interface BulkAction {
  /** Those of the chosen runs that it is for. */
  readonly concerns: (rows: RunRow[]) => RunRow[];
  readonly title: (runs: string) => string;
  /** What it means for them. */
  readonly words: string;
  readonly look: "danger" | "primary";
  readonly act: (ids: string[]) => Promise<void>;
}

const cancel: BulkAction = {
  concerns: (rows) => rows.filter((row) => !isOver(row.state_type)),
  title: (runs) => `Cancel ${runs}`,
  words: "What has not started is cancelled at once; what is running is asked to stop.",
  look: "danger",
  act: cancelRuns,
};

const retry: BulkAction = {
  // A run of no deployment has no process that could take it up again.
  concerns: (rows) =>
    rows.filter((row) => isOver(row.state_type) && row.state_type !== "COMPLETED" && row.deployment_id !== null),
  title: (runs) => `Retry ${runs}`,
  words: "Each goes on as the same run: what completed is kept, what failed is done again.",
  look: "primary",
  async act(ids) {
    const { done, refusals } = await retryRuns(ids);
    if (done > 0) showToast("done", `${runsWord(done)} will be retried.`);
    if (refusals.length > 0) showToast("failed", `${runsWord(refusals.length)} could not be retried: ${refusals[0]}`);
  },
};

const again: BulkAction = {
  // Only of a deployment's runs it is known how they are started.
  concerns: (rows) => rows.filter((row) => row.deployment_id !== null).slice(0, RERUN_MAX),
  title: (runs) => `Run ${runs} again`,
  words: "Each is started anew by its deployment, with the parameters it had. The runs themselves stay as they are.",
  look: "primary",
  async act(ids) {
    showToast("done", `${runsWord(await rerun(ids))} scheduled.`);
  },
};

const remove: BulkAction = {
  concerns: (rows) => rows,
  title: (runs) => `Delete ${runs}`,
  words: "Their task runs, logs and states go with them. This cannot be undone.",
  look: "danger",
  act: deleteRuns,
};

export const BULK_ACTIONS = { cancel, retry, again, remove };

/** Those whose process goes on when they are deleted. */
export function underWay(rows: RunRow[]): RunRow[] {
  return rows.filter((row) => row.state_type === "RUNNING" || row.state_type === "PENDING");
}

export function runsWord(count: number): string {
  return count === 1 ? "1 run" : `${count.toLocaleString("en")} runs`;
}
