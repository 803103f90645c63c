import type { latestArtifactsCountBody } from "@tutti/core/wire/artifact";
import type { Kysely } from "kysely";
import type { z } from "zod";
import type { Deps } from "../../../deps.ts";
import { dialectOf } from "../../dialect.ts";
import { collectionScope } from "../../filters/artifact-conditions.ts";
import type { Database } from "../../tables.ts";

export async function countLatestArtifacts(
  db: Kysely<Database>,
  _deps: Deps,
  params: z.output<typeof latestArtifactsCountBody>,
): Promise<number> {
  const { artifacts, ...runs } = params;
  const { count } = await db
    .selectFrom("artifact_collection")
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .where(collectionScope(dialectOf(db), artifacts, runs))
    .executeTakeFirstOrThrow();
  return count;
}
