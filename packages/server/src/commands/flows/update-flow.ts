import { ApiError } from "@tutti/core/errors";
import type { FlowUpdate } from "@tutti/core/wire/flow";
import type { Deps } from "../../deps.ts";
import { updateChanged } from "../../store/row-writes.ts";
import { flowFromRow } from "../../store/rows/flow-row.ts";
import { toJson } from "../../store/rows/json-column.ts";
import type { Outcome, Tx } from "../command.ts";
import { emitFlowEvent } from "./flow-event.ts";

/** Writes the fields that are present. */
export async function updateFlow(
  tx: Tx,
  deps: Deps,
  params: { id: string; update: FlowUpdate },
): Promise<Outcome<null>> {
  const row = await tx.selectFrom("flow").selectAll().where("id", "=", params.id).forUpdate().executeTakeFirst();
  if (row === undefined) throw new ApiError("not_found", "Flow not found");
  const tags = params.update.tags === undefined ? row.tags : toJson(params.update.tags);
  const after = { ...row, tags, updated: deps.now() };
  await updateChanged(tx, "flow", row, after);
  await emitFlowEvent(tx, deps, "updated", flowFromRow(after));
  return { result: null };
}
