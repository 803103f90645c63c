import type { LogLine } from "@tutti/core/wire/dashboard";
import type { LogLevel } from "../run-search.ts";
import { plainText } from "./plain-text.ts";

/** One line on screen; a log record of several lines takes several, the first of which carries time and level. */
export interface LogRow {
  line: LogLine;
  text: string;
  isFirst: boolean;
  key: string;
}

export interface LogFilter {
  level: LogLevel | undefined;
  /** A task run, or a subflow run with all its lines. */
  runId: string | undefined;
  /** Only rows in which this occurs; empty for all. */
  text: string;
}

const LEAST: Record<LogLevel, number> = { debug: 10, info: 20, warning: 30, error: 40 };

const LEVEL_NAMES: [number, string][] = [
  [50, "CRITICAL"],
  [40, "ERROR"],
  [30, "WARNING"],
  [20, "INFO"],
  [0, "DEBUG"],
];

export function levelName(level: number): string {
  return LEVEL_NAMES.find(([least]) => level >= least)?.[1] ?? "DEBUG";
}

const rowsOfLine = new WeakMap<LogLine, LogRow[]>();

/** The rows of a log that the filter lets through, in order. */
export function logRows(lines: readonly LogLine[], { level, runId, text }: LogFilter): LogRow[] {
  const least = level === undefined ? 0 : LEAST[level];
  const sought = text.toLowerCase();
  const rows: LogRow[] = [];
  for (const line of lines) {
    if (line.level < least) continue;
    if (runId !== undefined && line.task_run_id !== runId && line.flow_run_id !== runId) continue;
    for (const row of split(line)) if (sought === "" || hasText(row, sought)) rows.push(row);
  }
  return rows;
}

function split(line: LogLine): LogRow[] {
  let rows = rowsOfLine.get(line);
  if (rows === undefined) {
    const texts = line.message.replace(/\r?\n$/, "").split(/\r?\n/);
    rows = texts.map((text, index) => ({ line, text, isFirst: index === 0, key: `${line.id} ${index}` }));
    rowsOfLine.set(line, rows);
  }
  return rows;
}

/** Places in `rows` where the text occurs, whatever its case. */
export function findRows(rows: readonly LogRow[], text: string): number[] {
  if (text === "") return [];
  const sought = text.toLowerCase();
  return rows.flatMap((row, index) => (hasText(row, sought) ? [index] : []));
}

const soughtTexts = new WeakMap<LogRow, string>();

function hasText(row: LogRow, sought: string): boolean {
  let text = soughtTexts.get(row);
  if (text === undefined) {
    text = plainText(row.text).toLowerCase();
    soughtTexts.set(row, text);
  }
  return text.includes(sought);
}

/** The whole log as text, to be saved: ISO time, level, logger, message. */
export function logText(lines: readonly LogLine[]): string {
  return lines.map((line) => `${line.timestamp} ${levelName(line.level)} ${line.name}: ${line.message}\n`).join("");
}
