import { ApiError } from "@tutti/core/errors";
import type { ArtifactUpdate } from "@tutti/core/wire/artifact";
import type { Deps } from "../../deps.ts";
import { toJsonOrNull } from "../../store/rows/json-column.ts";
import type { Outcome, Tx } from "../command.ts";
import { refreshCollection } from "./artifact-collection.ts";

/** Writes the keys that are present. */
export async function updateArtifact(
  tx: Tx,
  deps: Deps,
  params: { id: string; changes: ArtifactUpdate },
): Promise<Outcome<null>> {
  const now = deps.now();
  const { data, description, metadata_ } = params.changes;
  const row = await tx
    .updateTable("artifact")
    .set({
      updated: now,
      ...(data === undefined ? {} : { data: toJsonOrNull(data) }),
      ...(description === undefined ? {} : { description }),
      ...(metadata_ === undefined ? {} : { metadata_: toJsonOrNull(metadata_) }),
    })
    .where("id", "=", params.id)
    .returningAll()
    .executeTakeFirst();
  if (row === undefined) throw new ApiError("not_found", "Artifact not found.");
  await refreshCollection(tx, row, now);
  return { result: null };
}
