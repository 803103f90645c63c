import { keptPreference } from "../../preferences/preference.ts";

/** Columns of a list of runs that may be there or not, in their order. */
export const RUN_COLUMNS = [
  "flow",
  "deployment",
  "pool",
  "version",
  "tasks",
  "subflows",
  "attempts",
  "duration",
  "expected",
  "late",
  "started",
  "ended",
  "message",
  "tags",
] as const;
export type RunColumn = (typeof RUN_COLUMNS)[number];

export const COLUMN_WORDS: Record<RunColumn, string> = {
  flow: "Flow",
  deployment: "Deployment",
  pool: "Work pool",
  version: "Version",
  tasks: "Tasks",
  subflows: "Subflows",
  attempts: "Attempts",
  duration: "Duration",
  expected: "Expected",
  late: "Late by",
  started: "Started",
  ended: "Ended",
  message: "Message",
  tags: "Tags",
};

/** What a column takes, in pixels, where there is little room; the rest is shared out. */
export const COLUMN_PX: Record<RunColumn, number> = {
  flow: 120,
  deployment: 120,
  pool: 110,
  version: 100,
  tasks: 150,
  subflows: 76,
  attempts: 76,
  duration: 90,
  expected: 100,
  late: 84,
  started: 100,
  ended: 100,
  message: 260,
  tags: 130,
};

export const USUAL_COLUMNS: readonly RunColumn[] = ["flow", "deployment", "tasks", "duration", "started", "tags"];

/** Which of them this browser shows. */
export const columnsPreference = keptPreference<readonly RunColumn[]>("tutti.runs.columns", readColumns, writeColumns);

export function readColumns(text: string | null): readonly RunColumn[] {
  if (text === null) return USUAL_COLUMNS;
  const kept = text.split(" ");
  return RUN_COLUMNS.filter((column) => kept.includes(column));
}

function writeColumns(columns: readonly RunColumn[]): string {
  return columns.join(" ");
}

export function isUsual(columns: readonly RunColumn[]): boolean {
  return writeColumns(columns) === writeColumns(USUAL_COLUMNS);
}
