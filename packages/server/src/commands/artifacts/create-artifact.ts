import type { Artifact, ArtifactCreate } from "@tutti/core/wire/artifact";
import type { Deps } from "../../deps.ts";
import { artifactFromRow } from "../../store/rows/artifact-row.ts";
import { toJsonOrNull } from "../../store/rows/json-column.ts";
import type { ArtifactTable } from "../../store/tables.ts";
import type { Outcome, Tx } from "../command.ts";
import { pointCollectionAt } from "./artifact-collection.ts";

/** Keeps an artifact; with a key it becomes the newest of its collection. */
export async function createArtifact(tx: Tx, deps: Deps, params: ArtifactCreate): Promise<Outcome<Artifact>> {
  const now = deps.now();
  const row: ArtifactTable = {
    id: deps.newId(),
    created: now,
    updated: now,
    key: params.key ?? null,
    type: params.type ?? null,
    description: params.description ?? null,
    data: toJsonOrNull(params.data),
    metadata_: toJsonOrNull(params.metadata_),
    flow_run_id: params.flow_run_id ?? null,
    task_run_id: params.task_run_id ?? null,
  };
  await tx.insertInto("artifact").values(row).execute();
  if (row.key !== null) await pointCollectionAt(tx, deps, { ...row, key: row.key });
  return { result: artifactFromRow(row) };
}
