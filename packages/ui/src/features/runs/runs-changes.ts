import { unreachable } from "@tutti/core/unreachable";
import type { FlowRun } from "@tutti/core/wire/flow-run";
import type { LiveChange } from "@tutti/core/wire/live";

/** The latest row of each flow run among changes. */
export function flowRunsOf(changes: readonly LiveChange[]): Map<string, FlowRun> {
  return new Map(
    changes.flatMap((change) => (change.kind === "flow-run" ? [[change.flow_run.id, change.flow_run] as const] : [])),
  );
}

/** Ids of the runs whose row in a list may look different after the changes. */
export function touchedRuns(changes: readonly LiveChange[]): string[] {
  return changes.flatMap((change) => {
    switch (change.kind) {
      case "flow-run":
        return [change.flow_run.id];
      case "flow-run-deleted":
        return [change.id];
      case "task-run":
        return change.task_run.flow_run_id === null ? [] : [change.task_run.flow_run_id];
      case "waiting":
      case "logs":
      case "worker":
      case "event":
        return [];
      default:
        return unreachable(change);
    }
  });
}
