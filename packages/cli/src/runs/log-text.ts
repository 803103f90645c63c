import type { Log } from "@tutti/core/wire/log";
import type { Output, Style } from "../output.ts";
import { manyLines, oneLine } from "../plain-text.ts";
import { clockTimeMs } from "../time-text.ts";

const LEVELS: readonly { readonly from: number; readonly name: string; readonly style: Style }[] = [
  { from: 50, name: "FATAL", style: ["red", "bold"] },
  { from: 40, name: "ERROR", style: "red" },
  { from: 30, name: "WARN", style: "yellow" },
  { from: 20, name: "INFO", style: "green" },
];
const LEAST = { name: "DEBUG", style: "gray" } as const;

/** A log as a line: time, level, the task it comes from, message. Further lines of the message stand below it. */
export function logText(log: Log, taskName: string | null, output: Output): string {
  const { name, style } = LEVELS.find(({ from }) => log.level >= from) ?? LEAST;
  const [first = "", ...rest] = manyLines(log.message).trimEnd().split("\n");
  const time = output.style("dim", clockTimeMs(log.timestamp));
  const origin = taskName === null ? "" : `${output.style("cyan", oneLine(taskName))}  `;
  return [`${time}  ${output.style(style, name.padEnd(5))}  ${origin}${first}`, ...rest].join("\n");
}
