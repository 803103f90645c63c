import type { Instant } from "@tutti/core/instant";
import { uuid } from "@tutti/core/wire/primitives";
import type { RunLength } from "@tutti/core/wire/run-search";
import { sql, type Kysely, type SqlBool } from "kysely";
import { dialectOf } from "../../dialect.ts";
import { narrow, scan, type Candidate } from "../../filters/candidate.ts";
import { always, combine, contains, oneOf, type Condition } from "../../filters/condition.ts";
import { ofLength } from "../../filters/run-length.ts";
import type { Database } from "../../tables.ts";

/** Flows by whose name runs are found; a text that more names have in them is hardly looked for. */
const FLOWS_MAX = 1000;

interface RunSearch {
  readonly condition: Condition;
  readonly candidates: readonly Candidate[];
}

interface Sought {
  readonly search: string | null;
  readonly length: RunLength | null;
}

/** What a list of runs is narrowed by beside the filters of Prefect's API. */
export async function soughtRuns(db: Kysely<Database>, { search, length }: Sought, now: Instant): Promise<RunSearch> {
  const named = await searchRuns(db, search);
  if (length === null) return named;
  const long = ofLength(length, now);
  return {
    condition: combine("and_", [named.condition, long.condition]),
    candidates: [...named.candidates, ...long.candidates],
  };
}

/** Runs whose own name or whose flow's name has the text in it, or the one with that id. */
async function searchRuns(db: Kysely<Database>, text: string | null): Promise<RunSearch> {
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
