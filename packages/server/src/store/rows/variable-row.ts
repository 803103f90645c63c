import { formatInstant } from "@tutti/core/instant";
import type { Variable } from "@tutti/core/wire/variable";
import type { VariableTable } from "../tables.ts";
import { fromJson } from "./json-column.ts";

export function variableFromRow(row: VariableTable): Variable {
  return {
    id: row.id,
    created: formatInstant(row.created),
    updated: formatInstant(row.updated),
    name: row.name,
    value: fromJson(row.value),
    tags: fromJson(row.tags),
  };
}
