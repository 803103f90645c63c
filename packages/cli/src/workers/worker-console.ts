import type { Narrator } from "@tutti/worker/narrator";
import type { Output } from "../output.ts";
import { oneLine } from "../plain-text.ts";

/** A worker's words go to stderr, what its runs print to stdout, each line with its run's name. */
export class WorkerConsole implements Narrator {
  readonly #output: Output;

  constructor(output: Output) {
    this.#output = output;
  }

  info(text: string): void {
    this.#output.say(`${clock()} ${oneLine(text)}`);
  }

  warn(text: string): void {
    this.#output.say(`${clock()} ${this.#output.styleAside("yellow", oneLine(text))}`);
  }

  output(runName: string, line: string): void {
    this.#output.line(`${this.#output.style("dim", `${runName} |`)} ${oneLine(line)}`);
  }
}

function clock(): string {
  return new Date().toTimeString().slice(0, 8);
}
