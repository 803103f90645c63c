import type { flowRunsCountBody } from "@tutti/core/wire/flow-run";
import type { Kysely } from "kysely";
import type { z } from "zod";
import type { Deps } from "../../../deps.ts";
import { dialectOf } from "../../dialect.ts";
import { flowRunScope } from "../../filters/scope.ts";
import type { Database } from "../../tables.ts";
import { countRows } from "../count-rows.ts";
import { flowRunAccess } from "./flow-run-access.ts";

export async function countFlowRuns(
  db: Kysely<Database>,
  _deps: Deps,
  params: z.output<typeof flowRunsCountBody>,
): Promise<number> {
  return countRows(db, "flow_run", await flowRunAccess(db, params), flowRunScope(dialectOf(db), params));
}
