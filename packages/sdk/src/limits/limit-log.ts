import type { RunContext } from "../engine/run-context.ts";
import { printLine } from "../print-line.ts";

interface LimitLog {
  info(message: string): void;
  warn(message: string): void;
}

const outside: LimitLog = { info: (message) => say(message), warn: (message) => say(message) };

/** Where what is said of limits goes: the run's log, or the terminal. */
export function limitLog({ step, flowRun }: RunContext): LimitLog {
  return step?.logger ?? flowRun?.logger ?? outside;
}

function say(message: string): void {
  printLine(`tutti: ${message}`);
}
