import { formatInstant } from "@tutti/core/instant";
import type { FlowRunInput } from "@tutti/core/wire/flow-run-input";
import type { FlowRunInputTable } from "../tables.ts";

export function flowRunInputFromRow(row: FlowRunInputTable): FlowRunInput {
  return {
    id: row.id,
    created: formatInstant(row.created),
    updated: formatInstant(row.updated),
    flow_run_id: row.flow_run_id,
    key: row.key,
    value: row.value,
    sender: row.sender,
  };
}
