import { ApiError } from "@tutti/core/errors";
import type { EventWait } from "@tutti/core/wire/event-wait";
import type { Deps } from "../../deps.ts";
import { feedEnd } from "../../store/committed-events.ts";
import { toJson } from "../../store/rows/json-column.ts";
import type { Outcome, Tx } from "../command.ts";
import { lockCursor, moveCursor } from "../events/event-cursor.ts";
import { requireLease } from "../leases/lease-check.ts";
import { EVENT_WAIT_CURSOR, isAnyWaiting } from "./event-waits.ts";
import { loadFlowRun } from "./load-flow-run.ts";

/**
 * From now on a run's events are watched for, in the place of others. The run itself looks for those from before, and only
 * then ends its process: an event in between is found here. Throws `not_found`, `lease_lost`.
 */
export async function armEventWaits(
  tx: Tx,
  _deps: Deps,
  { id, waits, epoch }: { id: string; waits: readonly EventWait[]; epoch: number | null },
): Promise<Outcome<null>> {
  // First of all, as who wakes runs does.
  await lockCursor(tx, EVENT_WAIT_CURSOR);
  const run = await loadFlowRun(tx, id);
  if (run === null) throw new ApiError("not_found", `Flow run with id ${id} not found`);
  await requireLease(tx, run.row, epoch);
  // Nobody read on while nobody waited.
  if (!(await isAnyWaiting(tx))) await moveCursor(tx, EVENT_WAIT_CURSOR, await feedEnd(tx));
  await tx.deleteFrom("event_wait").where("flow_run_id", "=", id).execute();
  const rows = waits.map(({ event, resource }, number) => {
    return { flow_run_id: id, number, event, resource: toJson(resource), is_found: 0 };
  });
  if (rows.length > 0) await tx.insertInto("event_wait").values(rows).execute();
  return { result: null };
}
