import { addSeconds, type Instant } from "@tutti/core/instant";
import type { LeaseHolder } from "@tutti/core/wire/concurrency-limit";
import { sql } from "kysely";
import { dialectOf } from "../../store/dialect.ts";
import { oneOf } from "../../store/filters/condition.ts";
import type { ConcurrencyLimitTable } from "../../store/tables/concurrency-tables.ts";
import type { Tx } from "../command.ts";

// Who waits for slots is told to whoever looks at a limit, and decides nothing: slots go to who asks while they are free.

/** Who was told to ask again may be late by so much. */
const GRACE_SECONDS = 15;

export interface NewWait {
  /** Null: nobody said who asks. */
  readonly holder: LeaseHolder | null;
  readonly slots: number;
  readonly retryAfterSeconds: number;
}

/** Notes who asked for slots of these limits, which are locked, in vain. */
export async function noteWait(
  tx: Tx,
  now: Instant,
  limits: readonly ConcurrencyLimitTable[],
  { holder, slots, retryAfterSeconds }: NewWait,
): Promise<void> {
  if (holder === null || limits.length === 0) return;
  const expected = addSeconds(now, retryAfterSeconds);
  const flow_run_id = await flowRunOf(tx, holder);
  const rows = limits.map(({ id }) => ({
    limit_id: id,
    holder_id: holder.id,
    holder_type: holder.type,
    flow_run_id,
    slots,
    since: now,
    expected_at: expected,
    expires_at: addSeconds(expected, GRACE_SECONDS),
  }));
  await tx
    .insertInto("concurrency_wait")
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(["limit_id", "holder_id"]).doUpdateSet({
        slots,
        expected_at: sql`excluded.expected_at`,
        expires_at: sql`excluded.expires_at`,
        since: sql`case when concurrency_wait.expires_at <= excluded.since then excluded.since
          else concurrency_wait.since end`,
      }),
    )
    .execute();
}

/** The run that waits, with its task; null where that is gone, or nobody's. */
async function flowRunOf(tx: Tx, { type, id }: LeaseHolder): Promise<string | null> {
  if (type === "flow_run") return id;
  if (type !== "task_run") return null;
  const task = await tx.selectFrom("task_run").select("flow_run_id").where("id", "=", id).executeTakeFirst();
  return task?.flow_run_id ?? null;
}

/** Who has slots of these limits waits for them no more. */
export async function endWait(
  tx: Tx,
  limits: readonly ConcurrencyLimitTable[],
  holder: LeaseHolder | null,
): Promise<void> {
  if (holder === null || limits.length === 0) return;
  const ids = limits.map(({ id }) => id);
  await tx
    .deleteFrom("concurrency_wait")
    .where(oneOf(dialectOf(tx), sql.ref("limit_id"), ids))
    .where("holder_id", "=", holder.id)
    .execute();
}
