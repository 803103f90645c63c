import { constants } from "node:os";
import type { JobEnd } from "./launcher.ts";

const UNSEEN = "The run's process ended while no worker watched it.";
const OUT_OF_MEMORY = "It may have run out of memory.";

/** What codes usually say. */
const CODES: Readonly<Record<number, string>> = {
  1: "An error reached the end of the program: see its log.",
  125: "The container could not be started: see its configuration.",
  126: "The command cannot be executed: see its permissions.",
  127: "The command was not found: see the job's command and its PATH.",
};

const SIGNALS: Readonly<Record<string, string>> = {
  SIGKILL: OUT_OF_MEMORY,
  SIGSEGV: "A native library failed.",
  SIGABRT: "The program gave up, as Node does when its heap is full.",
  SIGTERM: "Somebody asked it to end.",
  SIGINT: "Somebody asked it to end.",
};

/** One sentence, or two, on how a process ended. */
export function exitMessage({ code, signal, reason }: JobEnd): string {
  const named = signal ?? (code !== null && code > 128 ? signalNamed(code - 128) : null);
  const how = howItEnded(code, named, signal !== null);
  const why = reason ?? (named === null ? (CODES[code ?? 0] ?? null) : (SIGNALS[named] ?? null));
  if (why === null) return how;
  return how === UNSEEN && reason !== null ? reason : `${how} ${why}`;
}

function howItEnded(code: number | null, signal: string | null, isKilled: boolean): string {
  if (isKilled && signal !== null) return `The run's process was ended by ${signal}.`;
  if (code === null) return UNSEEN;
  return signal === null
    ? `The run's process ended with exit code ${code}.`
    : `The run's process ended with exit code ${code} (${signal}).`;
}

function signalNamed(number: number): string | null {
  return Object.entries(constants.signals).find(([, value]) => value === number)?.[0] ?? null;
}
