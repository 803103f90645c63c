import type { Deps } from "../../deps.ts";
import type { ConcurrencyLimitTable } from "../../store/tables/concurrency-tables.ts";
import type { Tx } from "../command.ts";
import { emitLifecycleEvent, type LifecycleEvent } from "../events/lifecycle-event.ts";

export async function emitConcurrencyLimitEvent(
  tx: Tx,
  deps: Deps,
  verb: LifecycleEvent["verb"],
  row: ConcurrencyLimitTable,
): Promise<void> {
  const { id, name, slot_limit: limit, slot_decay_per_second } = row;
  const payload = { name, limit, active: row.active === 1, slot_decay_per_second };
  await emitLifecycleEvent(tx, deps, { kind: "prefect.concurrency-limit", verb, id, name, payload });
}
