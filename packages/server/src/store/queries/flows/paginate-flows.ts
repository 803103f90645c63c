import type { Flow, flowsPaginateBody } from "@tutti/core/wire/flow";
import type { Kysely } from "kysely";
import type { z } from "zod";
import type { Deps } from "../../../deps.ts";
import type { Database } from "../../tables.ts";
import { offsetOf, pageOf, type Page } from "../paging.ts";
import { countFlows } from "./count-flows.ts";
import { listFlows } from "./list-flows.ts";

export async function paginateFlows(
  db: Kysely<Database>,
  deps: Deps,
  params: z.output<typeof flowsPaginateBody>,
): Promise<Page<Flow>> {
  const results = await listFlows(db, deps, { ...params, offset: offsetOf(params) });
  return pageOf(results, await countFlows(db, deps, params), params);
}
