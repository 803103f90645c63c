import { ApiError } from "@tutti/core/errors";
import type { FlowRun } from "@tutti/core/wire/flow-run";
import type { Deps } from "../../deps.ts";
import { updateChanged } from "../../store/row-writes.ts";
import { flowRunFromRow } from "../../store/rows/flow-run-row.ts";
import { fromJson, toJson } from "../../store/rows/json-column.ts";
import type { Outcome, Tx } from "../command.ts";
import { loadFlowRun } from "./load-flow-run.ts";

/** Adds the labels to the run's own; those of the same key take their place. */
export async function updateFlowRunLabels(
  tx: Tx,
  deps: Deps,
  params: { id: string; labels: FlowRun["labels"] },
): Promise<Outcome<null>> {
  const run = await loadFlowRun(tx, params.id);
  if (run === null) throw new ApiError("not_found", `Flow run with id ${params.id} not found`);
  const now = deps.now();
  const after = { ...run.row, labels: toJson({ ...fromJson(run.row.labels), ...params.labels }), updated: now };
  await updateChanged(tx, "flow_run", run.row, after);
  return { result: null, changes: () => [{ kind: "flow-run", flow_run: flowRunFromRow(after, run, now) }] };
}
