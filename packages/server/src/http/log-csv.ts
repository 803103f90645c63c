import { formatInstant } from "@tutti/core/instant";
import type { LogPosition } from "../store/queries/logs/read-logs-of-run.ts";
import type { Store } from "../store/store.ts";
import type { LogTable } from "../store/tables.ts";

const ROWS_PER_READ = 1000;

/** All logs of a run by time, in the columns and the form of Prefect's download, a piece at a time. */
export async function* csvOfLogs(store: Store, flowRunId: string): AsyncGenerator<string> {
  yield "timestamp,level,flow_run_id,task_run_id,message\r\n";
  let after: LogPosition | null = null;
  do {
    const logs: LogTable[] = await store.read("readLogsOfRun", { flowRunId, after, limit: ROWS_PER_READ });
    if (logs.length > 0) yield logs.map(csvLine).join("");
    const last = logs.at(-1);
    after = last === undefined || logs.length < ROWS_PER_READ ? null : { timestamp: last.timestamp, id: last.id };
  } while (after !== null);
}

function csvLine({ timestamp, level, flow_run_id, task_run_id, message }: LogTable): string {
  const time = formatInstant(timestamp).replace("T", " ").replace("Z", "+00:00");
  return `${[time, String(level), flow_run_id ?? "", task_run_id ?? "", message].map(csvField).join(",")}\r\n`;
}

/** RFC 4180. */
function csvField(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
