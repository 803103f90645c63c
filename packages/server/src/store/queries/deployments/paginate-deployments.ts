import type { Deployment, deploymentsPaginateBody } from "@tutti/core/wire/deployment";
import type { Kysely } from "kysely";
import type { z } from "zod";
import type { Deps } from "../../../deps.ts";
import type { Database } from "../../tables.ts";
import { offsetOf, pageOf, type Page } from "../paging.ts";
import { countDeployments } from "./count-deployments.ts";
import { listDeployments } from "./list-deployments.ts";

export async function paginateDeployments(
  db: Kysely<Database>,
  deps: Deps,
  params: z.output<typeof deploymentsPaginateBody>,
): Promise<Page<Deployment>> {
  const deployments = await listDeployments(db, deps, { ...params, offset: offsetOf(params) });
  return pageOf(deployments, await countDeployments(db, deps, params), params);
}
