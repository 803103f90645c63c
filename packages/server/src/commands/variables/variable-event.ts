import type { Deps } from "../../deps.ts";
import { variableFromRow } from "../../store/rows/variable-row.ts";
import type { VariableTable } from "../../store/tables.ts";
import type { Tx } from "../command.ts";
import { emitLifecycleEvent, type LifecycleEvent } from "../events/lifecycle-event.ts";

export async function emitVariableEvent(
  tx: Tx,
  deps: Deps,
  verb: LifecycleEvent["verb"],
  row: VariableTable,
): Promise<void> {
  const { id, name, value, tags } = variableFromRow(row);
  await emitLifecycleEvent(tx, deps, { kind: "prefect.variable", verb, id, name, payload: { name, value, tags } });
}
