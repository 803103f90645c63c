import { stoppingWords } from "@tutti/core/stopping-words";
import { printLine } from "../print-line.ts";

const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/** The signals that stop what is served: after the first the runs under way go on, the second ends them. */
export class StopSignals {
  readonly first: Promise<void>;
  readonly second: Promise<void>;
  readonly #runCount: () => number;
  readonly #resolvers: (() => void)[] = [];

  constructor(runCount: () => number) {
    this.#runCount = runCount;
    this.first = new Promise((resolve) => void this.#resolvers.push(resolve));
    this.second = new Promise((resolve) => void this.#resolvers.push(resolve));
    for (const signal of SIGNALS) process.on(signal, this.#onSignal);
  }

  end(): void {
    for (const signal of SIGNALS) process.off(signal, this.#onSignal);
  }

  readonly #onSignal = (): void => {
    const isFirst = this.#resolvers.length === 2;
    const runCount = this.#runCount();
    if (isFirst && runCount > 0) printLine(stoppingWords(runCount));
    this.#resolvers.shift()?.();
  };
}
