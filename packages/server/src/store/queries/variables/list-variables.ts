import type { Variable, variableSort, variablesFilterBody } from "@tutti/core/wire/variable";
import { sql, type Kysely, type RawBuilder } from "kysely";
import type { z } from "zod";
import type { Deps } from "../../../deps.ts";
import { dialectOf } from "../../dialect.ts";
import { always } from "../../filters/condition.ts";
import { variableMatches } from "../../filters/variable-conditions.ts";
import { variableFromRow } from "../../rows/variable-row.ts";
import type { Database } from "../../tables.ts";

const ORDER: Readonly<Record<z.infer<typeof variableSort>, RawBuilder<unknown>>> = {
  CREATED_DESC: sql`created desc, id desc`,
  UPDATED_DESC: sql`updated desc, id desc`,
  NAME_DESC: sql`name desc`,
  NAME_ASC: sql`name asc`,
};

export async function listVariables(
  db: Kysely<Database>,
  _deps: Deps,
  params: z.output<typeof variablesFilterBody>,
): Promise<Variable[]> {
  const rows = await db
    .selectFrom("variable")
    .selectAll()
    .where(params.variables === null ? always : variableMatches(dialectOf(db), params.variables))
    .orderBy(ORDER[params.sort])
    .limit(params.limit)
    .offset(params.offset)
    .execute();
  return rows.map(variableFromRow);
}
