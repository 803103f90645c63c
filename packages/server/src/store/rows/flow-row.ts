import { formatInstant } from "@tutti/core/instant";
import type { Flow } from "@tutti/core/wire/flow";
import type { FlowTable } from "../tables.ts";
import { fromJson } from "./json-column.ts";

export function flowFromRow(row: FlowTable): Flow {
  return {
    id: row.id,
    created: formatInstant(row.created),
    updated: formatInstant(row.updated),
    name: row.name,
    tags: fromJson(row.tags),
    labels: row.labels === null ? null : fromJson(row.labels),
  };
}
