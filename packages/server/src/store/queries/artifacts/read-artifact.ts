import type { Artifact } from "@tutti/core/wire/artifact";
import type { Kysely } from "kysely";
import type { Deps } from "../../../deps.ts";
import { artifactFromRow } from "../../rows/artifact-row.ts";
import type { Database } from "../../tables.ts";

export async function readArtifact(
  db: Kysely<Database>,
  _deps: Deps,
  params: { id: string },
): Promise<Artifact | null> {
  const row = await db.selectFrom("artifact").selectAll().where("id", "=", params.id).executeTakeFirst();
  return row === undefined ? null : artifactFromRow(row);
}
