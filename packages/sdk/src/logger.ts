import { formatWithOptions } from "node:util";
import type { LogRecord } from "@tutti/client/logs";
import { formatInstant } from "@tutti/core/instant";
import { now } from "./engine/clock.ts";
import { levelLabel, LOG_LEVELS, type LogLevel, lowestLevel } from "./log-level.ts";
import { printLine } from "./print-line.ts";

/** Writes to a run's log; what is written also appears on stderr. Arguments are formatted as `console.log` does. */
export interface Logger {
  debug(message: unknown, ...values: unknown[]): void;
  info(message: unknown, ...values: unknown[]): void;
  warn(message: unknown, ...values: unknown[]): void;
  error(message: unknown, ...values: unknown[]): void;
  critical(message: unknown, ...values: unknown[]): void;
}

/** The run a log belongs to. */
export interface LogOwner {
  readonly flowRunId: string | null;
  readonly taskRunId: string | null;
  /** How the printed line begins: `Flow run 'steel-myna'`. */
  readonly title: string;
}

export interface LogSink {
  add(record: LogRecord): void;
}

export class RunLogger implements Logger {
  readonly #owner: LogOwner;
  readonly #sink: LogSink;
  readonly #lowest: number;

  constructor(owner: LogOwner, sink: LogSink) {
    this.#owner = owner;
    this.#sink = sink;
    this.#lowest = lowestLevel(process.env);
  }

  debug(...values: unknown[]): void {
    this.#write("debug", values);
  }

  info(...values: unknown[]): void {
    this.#write("info", values);
  }

  warn(...values: unknown[]): void {
    this.#write("warn", values);
  }

  error(...values: unknown[]): void {
    this.#write("error", values);
  }

  critical(...values: unknown[]): void {
    this.#write("critical", values);
  }

  /** Into the run's log only: the line was printed already. */
  record(level: LogLevel, values: readonly unknown[]): string {
    const message = formatWithOptions({ colors: false }, ...values);
    if (LOG_LEVELS[level] < this.#lowest) return message;
    this.#sink.add({
      name: this.#owner.taskRunId === null ? "tutti.flow_runs" : "tutti.task_runs",
      level: LOG_LEVELS[level],
      message,
      timestamp: formatInstant(now()),
      flow_run_id: this.#owner.flowRunId,
      task_run_id: this.#owner.taskRunId,
    });
    return message;
  }

  #write(level: LogLevel, values: readonly unknown[]): void {
    if (LOG_LEVELS[level] < this.#lowest) return;
    const message = this.record(level, values);
    printLine(`${clockTime()} | ${levelLabel(level)}| ${this.#owner.title} - ${message}`);
  }
}

function clockTime(): string {
  const at = new Date();
  const parts = [at.getHours(), at.getMinutes(), at.getSeconds()].map((part) => String(part).padStart(2, "0"));
  return `${parts.join(":")}.${String(at.getMilliseconds()).padStart(3, "0")}`;
}
