import type { VariableUse } from "@tutti/core/wire/variable-uses";
import { type Kysely, sql } from "kysely";
import type { Deps } from "../../../deps.ts";
import { containsText, dialectOf } from "../../dialect.ts";
import { combine, type Condition } from "../../filters/condition.ts";
import type { Database } from "../../tables.ts";

const EACH_MAX = 200;

/**
 * What reads a variable, as a template (`{{ prefect.variables.name }}`) or as a parameter that stands for it; null when
 * there is none. As with blocks (`block-uses.ts`), what objects say is read through: somebody who looks at one variable
 * waits for it once. Code that reads it by its name is not seen.
 */
export async function variableUses(
  db: Kysely<Database>,
  _deps: Deps,
  { id }: { readonly id: string },
): Promise<VariableUse[] | null> {
  const variable = await db.selectFrom("variable").select("name").where("id", "=", id).executeTakeFirst();
  if (variable === undefined) return null;
  return [
    ...(await byDeployments(db, variable.name)),
    ...(await byAutomations(db, variable.name)),
    ...(await byWorkPools(db, variable.name)),
  ];
}

/** Whether a JSON text names the variable. In parameters its name is the value of a key. */
function namedIn(db: Kysely<Database>, name: string) {
  const dialect = dialectOf(db);
  return (column: string): Condition => {
    const holds = (part: string) => containsText(dialect, sql.ref(column), sql`${part}`);
    const templates = [" ", "}", "."].map((end) => holds(`prefect.variables.${name}${end}`));
    const asValue = combine("and_", [holds("workspace_variable"), holds(JSON.stringify(name))]);
    return combine("or_", [...templates, asValue]);
  };
}

async function byDeployments(db: Kysely<Database>, name: string): Promise<VariableUse[]> {
  const isIn = namedIn(db, name);
  const [pulls, varies, takes] = [isIn("pull_steps"), isIn("job_variables"), isIn("parameters")];
  const rows = await db
    .selectFrom("deployment")
    .select(["id", "name", sql`${pulls}`.as("pulls"), sql`${varies}`.as("varies")])
    .where(combine("or_", [pulls, varies, takes]))
    .orderBy("name")
    .orderBy("id")
    .limit(EACH_MAX)
    .execute();
  return rows.map((row) => ({ kind: "deployment", id: row.id, name: row.name, as: placeIn(row) }));
}

function placeIn({ pulls, varies }: { readonly pulls: unknown; readonly varies: unknown }): string {
  if (isTrue(pulls)) return "pull steps";
  return isTrue(varies) ? "job variables" : "parameters";
}

/** SQLite has no booleans. */
function isTrue(value: unknown): boolean {
  return value === true || value === 1;
}

async function byAutomations(db: Kysely<Database>, name: string): Promise<VariableUse[]> {
  const isIn = namedIn(db, name);
  const rows = await db
    .selectFrom("automation")
    .select(["id", "name"])
    .where(combine("or_", ["actions", "actions_on_trigger", "actions_on_resolve"].map(isIn)))
    .orderBy("name")
    .orderBy("id")
    .limit(EACH_MAX)
    .execute();
  return rows.map((row) => ({ kind: "automation", ...row, as: "action" }));
}

async function byWorkPools(db: Kysely<Database>, name: string): Promise<VariableUse[]> {
  const rows = await db
    .selectFrom("work_pool")
    .select(["id", "name"])
    .where(namedIn(db, name)("base_job_template"))
    .orderBy("name")
    .limit(EACH_MAX)
    .execute();
  return rows.map((row) => ({ kind: "work-pool", ...row, as: "job template" }));
}
