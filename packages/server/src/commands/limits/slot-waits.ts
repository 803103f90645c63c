import { addSeconds, type Instant } from "@tutti/core/instant";
import type { LeaseHolder } from "@tutti/core/wire/concurrency-limit";
import type { LiveChange } from "@tutti/core/wire/live";
import { sql } from "kysely";
import { dialectOf } from "../../store/dialect.ts";
import { oneOf } from "../../store/filters/condition.ts";
import type { ConcurrencyLimitTable } from "../../store/tables/concurrency-tables.ts";
import type { Tx } from "../command.ts";

// W1: who waits for slots is told to whoever looks at a limit, and decides nothing: slots go to who asks while they are free.
// W2: who looks at a run hears when a wait begins and when it is over, and not of each time that slots are asked for in vain.

/** Who was told to ask again may be late by so much. */
const GRACE_SECONDS = 15;

export interface NewWait {
  /** Null: nobody said who asks. */
  readonly holder: LeaseHolder | null;
  readonly slots: number;
  readonly retryAfterSeconds: number;
}

/** Notes who asked for slots of these limits, which are locked, in vain. Gives what is to be told of it. */
export async function noteWait(
  tx: Tx,
  now: Instant,
  limits: readonly ConcurrencyLimitTable[],
  { holder, slots, retryAfterSeconds }: NewWait,
): Promise<LiveChange[]> {
  if (holder === null || limits.length === 0) return [];
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
  const noted = await tx
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
    .returning(["flow_run_id", "since"])
    .execute();
  return told(noted.filter(({ since }) => since === now));
}

/** The run that waits, with its task; null where that is gone, or nobody's. */
async function flowRunOf(tx: Tx, { type, id }: LeaseHolder): Promise<string | null> {
  if (type === "flow_run") return id;
  if (type !== "task_run") return null;
  const task = await tx.selectFrom("task_run").select("flow_run_id").where("id", "=", id).executeTakeFirst();
  return task?.flow_run_id ?? null;
}

/** Who has slots of these limits waits for them no more. Gives what is to be told of it. */
export async function endWait(
  tx: Tx,
  limits: readonly ConcurrencyLimitTable[],
  holder: LeaseHolder | null,
): Promise<LiveChange[]> {
  if (holder === null || limits.length === 0) return [];
  const ids = limits.map(({ id }) => id);
  const ended = await tx
    .deleteFrom("concurrency_wait")
    .where(oneOf(dialectOf(tx), sql.ref("limit_id"), ids))
    .where("holder_id", "=", holder.id)
    .returning("flow_run_id")
    .execute();
  return told(ended);
}

function told(waits: readonly { readonly flow_run_id: string | null }[]): LiveChange[] {
  const ids = new Set(waits.flatMap(({ flow_run_id }) => flow_run_id ?? []));
  return [...ids].map((flow_run_id) => ({ kind: "waiting", flow_run_id }));
}
