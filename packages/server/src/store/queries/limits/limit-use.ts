import { formatInstant, type Instant } from "@tutti/core/instant";
import type { LeaseHolder } from "@tutti/core/wire/concurrency-limit";
import type { LimitUse, SlotWaiter } from "@tutti/core/wire/limit-use";
import { sql, type Kysely, type SqlBool } from "kysely";
import type { Deps } from "../../../deps.ts";
import { dialectOf, sharedNow, testOnly } from "../../dialect.ts";
import { concurrencyLimitFromRow, globalConcurrencyLimitFromRow } from "../../rows/concurrency-limit-row.ts";
import { formatOrNull } from "../../rows/format-or-null.ts";
import type { Database } from "../../tables.ts";
import { DEPLOYMENT_PREFIX } from "./deployment-limits.ts";
import { slotParties } from "./slot-parties.ts";

const EACH_MAX = 200;

/** A limit with who holds its slots and who waits for them; null when there is no such limit. */
export async function limitUse(
  db: Kysely<Database>,
  deps: Deps,
  { id }: { readonly id: string },
): Promise<LimitUse | null> {
  const row = await db.selectFrom("concurrency_limit").selectAll().where("id", "=", id).executeTakeFirst();
  if (row === undefined) return null;
  const now = await sharedNow(db, deps);
  const limit = { ...concurrencyLimitFromRow(row), ...globalConcurrencyLimitFromRow(row, now) };
  const deploymentId = row.name.startsWith(DEPLOYMENT_PREFIX) ? row.name.slice(DEPLOYMENT_PREFIX.length) : null;
  const leases = await leasesOf(db, id, now);
  const waits = await waitsOf(db, id, now);
  const party = await slotParties(db, [
    ...leases.flatMap(({ holder }) => holder ?? []),
    ...waits.map(({ holder }) => holder),
  ]);
  const waiters = waits.map(({ holder, ...wait }): SlotWaiter => ({ ...wait, waiter: party(holder) }));
  return {
    limit,
    deployment: deploymentId === null ? null : await deploymentOf(db, deploymentId),
    holders: leases.map(({ holder, ...lease }) => ({ ...lease, holder: holder === null ? null : party(holder) })),
    unleased: Math.max(0, limit.active_slots - (await leasedSlots(db, id, now))),
    waiters: [...waiters, ...(await waitingRuns(db, id))],
  };
}

function heldOf(db: Kysely<Database>, limitId: string, now: Instant) {
  return db
    .selectFrom("concurrency_lease_limit as held")
    .innerJoin("concurrency_lease as lease", "lease.id", "held.lease_id")
    .where("held.limit_id", "=", limitId)
    .where((eb) => eb.or([eb("lease.expires_at", "is", null), eb("lease.expires_at", ">", now)]));
}

async function leasedSlots(db: Kysely<Database>, limitId: string, now: Instant): Promise<number> {
  const { slots } = await heldOf(db, limitId, now)
    .select(sql<number>`cast(coalesce(sum(lease.slots), 0) as bigint)`.as("slots"))
    .executeTakeFirstOrThrow();
  return slots;
}

async function leasesOf(db: Kysely<Database>, limitId: string, now: Instant) {
  const rows = await heldOf(db, limitId, now)
    .select(["lease.id", "lease.slots", "lease.created", "lease.expires_at", "lease.holder_type", "lease.holder_id"])
    .orderBy("lease.created")
    .orderBy("lease.id")
    .limit(EACH_MAX)
    .execute();
  return rows.map((row) => ({
    lease_id: row.id,
    slots: row.slots,
    since: formatInstant(row.created),
    expires_at: formatOrNull(row.expires_at),
    holder: holderOf(row.holder_type, row.holder_id),
  }));
}

function holderOf(type: LeaseHolder["type"] | null, id: string | null): LeaseHolder | null {
  return type === null || id === null ? null : { type, id };
}

async function waitsOf(db: Kysely<Database>, limitId: string, now: Instant) {
  const rows = await db
    .selectFrom("concurrency_wait")
    .select(["holder_type as type", "holder_id as id", "slots", "since", "expected_at"])
    .where("limit_id", "=", limitId)
    .where("expires_at", ">", now)
    .orderBy("since")
    .orderBy("holder_id")
    .limit(EACH_MAX)
    .execute();
  return rows.map(({ type, id, slots, since, expected_at }) => ({
    holder: { type, id },
    slots,
    since: formatInstant(since),
    asks_again_at: formatInstant(expected_at),
  }));
}

/** Runs of deployments that have this limit: of all that wait for a slot, who are few, those are taken. */
async function waitingRuns(db: Kysely<Database>, limitId: string): Promise<SlotWaiter[]> {
  const rows = await db
    .selectFrom("flow_run")
    .innerJoin("flow", "flow.id", "flow_run.flow_id")
    .innerJoin("deployment", "deployment.id", "flow_run.deployment_id")
    .select(["flow_run.id", "flow_run.name", "flow_run.state_type", "flow_run.state_name"])
    .select(["flow_run.state_timestamp", "flow_run.next_scheduled_start_time", "flow.name as flow_name"])
    .where("flow_run.state_name", "=", "AwaitingConcurrencySlot")
    .where(testOnly(dialectOf(db), sql<SqlBool>`deployment.concurrency_limit_id = ${limitId}`))
    .orderBy("flow_run.next_scheduled_start_time")
    .limit(EACH_MAX)
    .execute();
  return rows.map(({ state_timestamp, next_scheduled_start_time: next, ...run }) => ({
    slots: 1,
    since: formatOrNull(state_timestamp ?? next) ?? "",
    asks_again_at: formatOrNull(next),
    waiter: { type: "flow_run", flow_run: null, ...run },
  }));
}

async function deploymentOf(db: Kysely<Database>, id: string): Promise<LimitUse["deployment"]> {
  const row = await db
    .selectFrom("deployment")
    .innerJoin("flow", "flow.id", "deployment.flow_id")
    .select(["deployment.id", "deployment.name", "flow.name as flow_name"])
    .where("deployment.id", "=", id)
    .executeTakeFirst();
  return row ?? null;
}
