import type { Instant } from "@tutti/core/instant";
import type { Deps } from "../deps.ts";
import type { ArtifactTable } from "../store/tables.ts";
import type { Tx } from "./command.ts";

// A key's collection repeats its newest artifact, under an id of its own, so that lists of the latest need no grouping.

/** What a collection repeats of an artifact. */
function latest({ id, type, description, data, metadata_, flow_run_id, task_run_id }: ArtifactTable) {
  return { latest_id: id, type, description, data, metadata_, flow_run_id, task_run_id };
}

/** Makes the artifact the newest of its key. */
export async function pointCollectionAt(tx: Tx, deps: Deps, artifact: ArtifactTable & { key: string }): Promise<void> {
  const { key, created } = artifact;
  await tx
    .insertInto("artifact_collection")
    .values({ id: deps.newId(), created, updated: created, key, ...latest(artifact) })
    .onConflict((conflict) => conflict.column("key").doUpdateSet({ updated: created, ...latest(artifact) }))
    .execute();
}

/** Brings the collection up to date with an artifact that changed, if it is the newest of its key. */
export async function refreshCollection(tx: Tx, artifact: ArtifactTable, now: Instant): Promise<void> {
  await tx
    .updateTable("artifact_collection")
    .set({ updated: now, ...latest(artifact) })
    .where("latest_id", "=", artifact.id)
    .execute();
}

/** After an artifact is gone: the collection it stood for points to the next newest, or goes too. */
export async function repointCollection(tx: Tx, goneId: string, key: string, now: Instant): Promise<void> {
  const next = await tx
    .selectFrom("artifact")
    .selectAll()
    .where("key", "=", key)
    .orderBy("created", "desc")
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  if (next === undefined) await tx.deleteFrom("artifact_collection").where("latest_id", "=", goneId).execute();
  else {
    await tx
      .updateTable("artifact_collection")
      .set({ updated: now, ...latest(next) })
      .where("latest_id", "=", goneId)
      .execute();
  }
}
