import type { ArtifactCollection, latestArtifactsFilterBody } from "@tutti/core/wire/artifact";
import type { Kysely } from "kysely";
import type { z } from "zod";
import type { Deps } from "../../../deps.ts";
import { dialectOf } from "../../dialect.ts";
import { collectionScope } from "../../filters/artifact-conditions.ts";
import { collectionFromRow } from "../../rows/artifact-row.ts";
import type { Database } from "../../tables.ts";
import { ARTIFACT_ORDER } from "./artifact-order.ts";

export async function listLatestArtifacts(
  db: Kysely<Database>,
  _deps: Deps,
  params: z.output<typeof latestArtifactsFilterBody>,
): Promise<ArtifactCollection[]> {
  const { artifacts, sort, limit, offset, ...runs } = params;
  const rows = await db
    .selectFrom("artifact_collection")
    .selectAll()
    .where(collectionScope(dialectOf(db), artifacts, runs))
    .orderBy(ARTIFACT_ORDER[sort])
    .limit(limit)
    .offset(offset)
    .execute();
  return rows.map(collectionFromRow);
}
