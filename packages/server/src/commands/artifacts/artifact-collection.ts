import type { Instant } from "@tutti/core/instant";
import type { Deps } from "../../deps.ts";
import { artifactFromRow } from "../../store/rows/artifact-row.ts";
import type { ArtifactCollectionTable, ArtifactTable } from "../../store/tables.ts";
import type { Tx } from "../command.ts";
import { emitLifecycleEvent, type LifecycleEvent } from "../events/lifecycle-event.ts";

// A key's collection repeats its newest artifact, under an id of its own, so that lists of the latest need no grouping.

/** What a collection repeats of an artifact. */
function latest({ id, type, description, data, metadata_, flow_run_id, task_run_id }: ArtifactTable) {
  return { latest_id: id, type, description, data, metadata_, flow_run_id, task_run_id };
}

/** Makes the artifact the newest of its key. */
export async function pointCollectionAt(tx: Tx, deps: Deps, artifact: ArtifactTable & { key: string }): Promise<void> {
  const { key, created } = artifact;
  const id = deps.newId();
  const row = await tx
    .insertInto("artifact_collection")
    .values({ id, created, updated: created, key, ...latest(artifact) })
    .onConflict((conflict) => conflict.column("key").doUpdateSet({ updated: created, ...latest(artifact) }))
    .returningAll()
    .executeTakeFirstOrThrow();
  await emitCollectionEvent(tx, deps, row.id === id ? "created" : "updated", row);
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
export async function repointCollection(tx: Tx, deps: Deps, goneId: string, key: string): Promise<void> {
  const next = await tx
    .selectFrom("artifact")
    .selectAll()
    .where("key", "=", key)
    .orderBy("created", "desc")
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  if (next === undefined) {
    const gone = await tx
      .deleteFrom("artifact_collection")
      .where("latest_id", "=", goneId)
      .returningAll()
      .executeTakeFirst();
    if (gone !== undefined) await emitCollectionEvent(tx, deps, "deleted", gone);
    return;
  }
  const moved = await tx
    .updateTable("artifact_collection")
    .set({ updated: deps.now(), ...latest(next) })
    .where("latest_id", "=", goneId)
    .returningAll()
    .executeTakeFirst();
  if (moved !== undefined) await emitCollectionEvent(tx, deps, "updated", moved);
}

async function emitCollectionEvent(
  tx: Tx,
  deps: Deps,
  verb: LifecycleEvent["verb"],
  row: ArtifactCollectionTable,
): Promise<void> {
  const { type, data, description, flow_run_id, task_run_id } = artifactFromRow(row);
  await emitLifecycleEvent(tx, deps, {
    kind: "prefect.artifact-collection",
    verb,
    id: row.id,
    name: row.key,
    payload: { key: row.key, type, data, description },
    related: [
      related("latest", `prefect.artifact.${row.latest_id}`),
      ...(flow_run_id === null ? [] : [related("flow-run", `prefect.flow-run.${flow_run_id}`)]),
      ...(task_run_id === null ? [] : [related("task-run", `prefect.task-run.${task_run_id}`)]),
    ],
  });
}

function related(role: string, id: string): Record<string, string> {
  return { "prefect.resource.id": id, "prefect.resource.role": role };
}
