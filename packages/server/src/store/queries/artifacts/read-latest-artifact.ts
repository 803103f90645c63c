import type { Artifact } from "@tutti/core/wire/artifact";
import type { Kysely } from "kysely";
import type { Deps } from "../../../deps.ts";
import { artifactFromRow } from "../../rows/artifact-row.ts";
import type { Database } from "../../tables.ts";

/** The newest artifact of the key, under the id of the key's collection, as Prefect's server answers it. */
export async function readLatestArtifact(
  db: Kysely<Database>,
  _deps: Deps,
  params: { key: string },
): Promise<Artifact | null> {
  const row = await db.selectFrom("artifact_collection").selectAll().where("key", "=", params.key).executeTakeFirst();
  return row === undefined ? null : artifactFromRow(row);
}
