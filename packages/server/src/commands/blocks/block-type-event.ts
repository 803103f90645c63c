import type { Deps } from "../../deps.ts";
import { blockTypeFromRow } from "../../store/rows/block-type-row.ts";
import type { BlockTypeTable } from "../../store/tables/block-tables.ts";
import type { Tx } from "../command.ts";
import { emitLifecycleEvent, type LifecycleEvent } from "../events/lifecycle-event.ts";

export async function emitBlockTypeEvent(
  tx: Tx,
  deps: Deps,
  verb: LifecycleEvent["verb"],
  row: BlockTypeTable,
): Promise<void> {
  const { id, created: _created, updated: _updated, ...payload } = blockTypeFromRow(row);
  await emitLifecycleEvent(tx, deps, { kind: "prefect.block-type", verb, id, name: row.name, payload });
}
