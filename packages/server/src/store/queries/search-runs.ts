import { uuid } from "@tutti/core/wire/primitives";
import { sql, type Kysely, type SqlBool } from "kysely";
import { dialectOf } from "../dialect.ts";
import { narrow, scan, type Candidate } from "../filters/candidate.ts";
import { always, combine, contains, oneOf, type Condition } from "../filters/condition.ts";
import type { Database } from "../tables.ts";

/** Flows by whose name runs are found; a text that more names have in them is hardly looked for. */
const FLOWS_MAX = 1000;

export interface RunSearch {
  readonly condition: Condition;
  readonly candidates: readonly Candidate[];
}

/** Runs whose own name or whose flow's name has the text in it, or the one with that id. */
export async function searchRuns(db: Kysely<Database>, text: string | null): Promise<RunSearch> {
  if (text === null || text === "") return { condition: always, candidates: [] };
  const id = uuid.safeParse(text.trim());
  if (id.success) {
    const condition = sql<SqlBool>`${sql.ref("flow_run.id")} = ${id.data}`;
    return { condition, candidates: [narrow(condition)] };
  }
  const dialect = dialectOf(db);
  const named = contains(dialect, sql.ref("flow_run.name"), text);
  const flows = await db
    .selectFrom("flow")
    .select("id")
    .where(contains(dialect, sql.ref("flow.name"), text))
    .limit(FLOWS_MAX)
    .execute();
  if (flows.length === 0) return { condition: named, candidates: [scan(named)] };
  const ofFlows = oneOf(
    dialect,
    sql.ref("flow_run.flow_id"),
    flows.map((flow) => flow.id),
  );
  return { condition: combine("or_", [named, ofFlows]), candidates: [] };
}
