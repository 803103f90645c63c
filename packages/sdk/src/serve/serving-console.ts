import type { Narrator } from "@tutti/worker/narrator";
import { printLine } from "../print-line.ts";

/** What happens to the runs goes to stderr; what they print, to stdout, each line with its run's name. */
export const servingConsole: Narrator = {
  info: (text) => printLine(`${clock()} ${text}`),
  warn: (text) => printLine(`${clock()} ${text}`),
  output: (runName, line) => void process.stdout.write(`${runName} | ${line}\n`),
};

function clock(): string {
  return new Date().toTimeString().slice(0, 8);
}
