import type { Narrator } from "../../src/narrator.ts";

/** Keeps what a worker says. */
export class Minutes implements Narrator {
  readonly lines: string[] = [];
  #wake: () => void = () => undefined;

  info(text: string): void {
    this.#add(text);
  }

  warn(text: string): void {
    this.#add(`! ${text}`);
  }

  output(_runName: string, line: string): void {
    this.#add(`> ${line}`);
  }

  /** The first line that says so, once there is one. */
  async until(pattern: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      for (const line of this.lines) {
        const found = pattern.exec(line);
        if (found !== null) return found;
      }
      await this.next();
    }
  }

  /** Resolves when it says more. */
  next(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }

  #add(line: string): void {
    this.lines.push(line);
    this.#wake();
  }
}
