import { z } from "zod";
import { EXECUTION_LABEL } from "./log-filter.ts";
import { logStamp } from "./log-stamp.ts";

/** What is of interest of an entry of Cloud Logging. */
export const logEntry = z.looseObject({
  timestamp: z.string(),
  insertId: z.string().default(""),
  labels: z.record(z.string(), z.string()).default({}),
  textPayload: z.string().optional(),
  jsonPayload: z.record(z.string(), z.unknown()).optional(),
});

/** A line that a container printed. */
export interface LoggedLine {
  /** Its time, as `logStamp` words it. */
  readonly at: string;
  /** With the time, what tells it from any other. */
  readonly id: string;
  /** Of the execution whose container it was, the last part of the name. */
  readonly execution: string;
  readonly line: string;
}

export function loggedLine(entry: z.output<typeof logEntry>): LoggedLine {
  const { timestamp, insertId, labels, textPayload, jsonPayload } = entry;
  const line = textPayload ?? textOf(jsonPayload ?? {});
  return { at: logStamp(timestamp), id: insertId, execution: labels[EXECUTION_LABEL] ?? "", line: line.trimEnd() };
}

/** A line of JSON is kept as what it says. */
function textOf(payload: Readonly<Record<string, unknown>>): string {
  const { message, ...rest } = payload;
  return typeof message === "string" && Object.keys(rest).length === 0 ? message : JSON.stringify(payload);
}
