import type { z } from "zod";
import { type Log, log, type logCreate, type logsFilterBody } from "@tutti/core/wire/log";
import type { ApiClient } from "./http.ts";
import { arrayOf } from "./parsers.ts";

export type LogRecord = z.input<typeof logCreate>;

export function createLogs(api: ApiClient, records: readonly LogRecord[]): Promise<void> {
  return api.send("POST", "/logs/", records);
}

export function filterLogs(api: ApiClient, body: z.input<typeof logsFilterBody>): Promise<Log[]> {
  return api.post("/logs/filter", body, arrayOf(log));
}
