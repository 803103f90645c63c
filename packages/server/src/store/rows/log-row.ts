import { formatInstant } from "@tutti/core/instant";
import type { Log } from "@tutti/core/wire/log";
import type { LogTable } from "../tables.ts";

export function logFromRow(row: LogTable): Log {
  return {
    id: row.id,
    created: formatInstant(row.created),
    updated: formatInstant(row.updated),
    name: row.name,
    level: row.level,
    message: row.message,
    timestamp: formatInstant(row.timestamp),
    flow_run_id: row.flow_run_id,
    task_run_id: row.task_run_id,
  };
}
