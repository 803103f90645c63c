import { formatInstant } from "@tutti/core/instant";
import type { Artifact, ArtifactCollection } from "@tutti/core/wire/artifact";
import type { ArtifactCollectionTable, ArtifactTable } from "../tables.ts";
import { fromJson } from "./json-column.ts";

export function artifactFromRow(row: ArtifactTable | ArtifactCollectionTable): Artifact {
  return {
    id: row.id,
    created: formatInstant(row.created),
    updated: formatInstant(row.updated),
    key: row.key,
    type: row.type,
    description: row.description,
    data: row.data === null ? null : fromJson(row.data),
    metadata_: row.metadata_ === null ? null : fromJson(row.metadata_),
    flow_run_id: row.flow_run_id,
    task_run_id: row.task_run_id,
  };
}

export function collectionFromRow(row: ArtifactCollectionTable): ArtifactCollection {
  return { ...artifactFromRow(row), key: row.key, latest_id: row.latest_id };
}
