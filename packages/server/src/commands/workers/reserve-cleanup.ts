import { addSeconds, formatInstant } from "@tutti/core/instant";
import type { CleanupDelivery, CleanupKind } from "@tutti/core/wire/worker-channel";
import type { Deps } from "../../deps.ts";
import { fromJson } from "../../store/rows/json-column.ts";
import type { Outcome, Tx } from "../command.ts";

export interface ReserveCleanup {
  readonly poolId: string;
  readonly kinds: readonly CleanupKind[];
  /** Null: of any queue, or none. */
  readonly queueIds: readonly string[] | null;
  readonly leaseSeconds: number;
}

/** Gives out the oldest message that waits, to be finished within the lease. Null when none does. */
export async function reserveCleanup(
  tx: Tx,
  deps: Deps,
  { poolId, kinds, queueIds, leaseSeconds }: ReserveCleanup,
): Promise<Outcome<CleanupDelivery | null>> {
  if (kinds.length === 0 || queueIds?.length === 0) return { result: null };
  const message = await tx
    .selectFrom("worker_cleanup")
    .selectAll()
    .where("work_pool_id", "=", poolId)
    .where("outcome", "is", null)
    .where("reservation_token", "is", null)
    .where("kind", "in", kinds)
    .$if(queueIds !== null, (query) => query.where("work_queue_id", "in", queueIds ?? []))
    .orderBy("created")
    .orderBy("id")
    .limit(1)
    .forUpdate()
    .executeTakeFirst();
  if (message === undefined) return { result: null };
  const now = deps.now();
  const reservation_token = deps.newId();
  const lease_expires_at = addSeconds(now, leaseSeconds);
  const delivery_count = message.delivery_count + 1;
  await tx
    .updateTable("worker_cleanup")
    .set({ reservation_token, lease_expires_at, delivery_count, updated: now })
    .where("id", "=", message.id)
    .execute();
  const { id: message_id, kind, work_queue_id } = message;
  return {
    result: {
      message_id,
      kind,
      reservation_token,
      lease_expires_at: formatInstant(lease_expires_at),
      delivery_count,
      work_queue_id,
      target: fromJson(message.target),
      data: fromJson(message.data),
    },
  };
}
