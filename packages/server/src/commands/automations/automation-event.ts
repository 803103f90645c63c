import type { Deps } from "../../deps.ts";
import { automationFromRow } from "../../store/rows/automation-row.ts";
import type { AutomationTable } from "../../store/tables/automation-tables.ts";
import type { Tx } from "../command.ts";
import { emitLifecycleEvent, type LifecycleEvent } from "../events/lifecycle-event.ts";

export async function emitAutomationEvent(
  tx: Tx,
  deps: Deps,
  verb: LifecycleEvent["verb"],
  row: AutomationTable,
): Promise<void> {
  const payload = automationFromRow(row);
  const { id, name } = payload;
  await emitLifecycleEvent(tx, deps, { kind: "prefect.automation", verb, id, name, payload });
}
