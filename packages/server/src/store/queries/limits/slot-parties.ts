import type { LeaseHolder } from "@tutti/core/wire/concurrency-limit";
import type { SlotParty } from "@tutti/core/wire/limit-use";
import { sql, type Kysely } from "kysely";
import { dialectOf } from "../../dialect.ts";
import { oneOf } from "../../filters/condition.ts";
import type { Database } from "../../tables.ts";

const NOTHING_KNOWN = { name: null, state_type: null, state_name: null, flow_name: null, flow_run: null };

/** What is known of those who hold slots or wait for some. One statement for each type. */
export async function slotParties(
  db: Kysely<Database>,
  holders: readonly LeaseHolder[],
): Promise<(holder: LeaseHolder) => SlotParty> {
  const idsOf = (type: LeaseHolder["type"]) => [
    ...new Set(holders.filter((holder) => holder.type === type).map(({ id }) => id)),
  ];
  const known = new Map([
    ...(await flowRuns(db, idsOf("flow_run"))),
    ...(await taskRuns(db, idsOf("task_run"))),
    ...(await deployments(db, idsOf("deployment"))),
  ]);
  return (holder) => known.get(holder.id) ?? { ...holder, ...NOTHING_KNOWN };
}

type Parties = (readonly [string, SlotParty])[];

async function flowRuns(db: Kysely<Database>, ids: readonly string[]): Promise<Parties> {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom("flow_run")
    .innerJoin("flow", "flow.id", "flow_run.flow_id")
    .select(["flow_run.id", "flow_run.name", "flow_run.state_type", "flow_run.state_name", "flow.name as flow_name"])
    .where(oneOf(dialectOf(db), sql.ref("flow_run.id"), ids))
    .execute();
  return rows.map((row) => [row.id, { type: "flow_run", flow_run: null, ...row }]);
}

async function taskRuns(db: Kysely<Database>, ids: readonly string[]): Promise<Parties> {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom("task_run")
    .leftJoin("flow_run", "flow_run.id", "task_run.flow_run_id")
    .select(["task_run.id", "task_run.name", "task_run.state_type", "task_run.state_name"])
    .select(["flow_run.id as run_id", "flow_run.name as run_name"])
    .where(oneOf(dialectOf(db), sql.ref("task_run.id"), ids))
    .execute();
  return rows.map(({ run_id, run_name, ...row }) => {
    const flow_run = run_id === null || run_name === null ? null : { id: run_id, name: run_name };
    return [row.id, { type: "task_run", flow_name: null, flow_run, ...row }];
  });
}

async function deployments(db: Kysely<Database>, ids: readonly string[]): Promise<Parties> {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom("deployment")
    .select(["id", "name"])
    .where(oneOf(dialectOf(db), sql.ref("id"), ids))
    .execute();
  return rows.map((row) => [row.id, { type: "deployment", ...NOTHING_KNOWN, ...row }]);
}
