import { emitKeypressEvents } from "node:readline";

// The screen of its own, without cursor and without going on in the next line: what is measured wrong is cut, not wrapped.
const OPEN = "\u001B[?1049h\u001B[?25l\u001B[?7l\u001B[2J";
const CLOSE = "\u001B[?7h\u001B[?25h\u001B[?1049l";
// Terminals that know these two show all that is written between them at once.
const BEGIN_FRAME = "\u001B[?2026h";
const END_FRAME = "\u001B[?2026l";

const ENDING_SIGNALS = ["SIGTERM", "SIGHUP"] as const;
type EndingSignal = (typeof ENDING_SIGNALS)[number];

interface ScreenListener {
  readonly onKey: (key: string) => void;
  readonly onResize: () => void;
  readonly onSignal: (signal: EndingSignal) => void;
}

/** The whole terminal, until it is closed. */
export class TuiScreen {
  readonly #listener: ScreenListener;
  readonly #key: (text: string | undefined, key: { readonly name?: string; readonly ctrl?: boolean }) => void;

  constructor(listener: ScreenListener) {
    this.#listener = listener;
    this.#key = (text, { name, ctrl }) => listener.onKey(ctrl === true && name === "c" ? "q" : (name ?? text ?? ""));
    emitKeypressEvents(process.stdin);
    process.stdin.setRawMode(true);
    process.stdin.on("keypress", this.#key).resume();
    process.stdout.on("resize", listener.onResize).write(OPEN);
    for (const signal of ENDING_SIGNALS) process.on(signal, listener.onSignal);
  }

  get size(): { readonly rows: number; readonly columns: number } {
    const { rows, columns } = process.stdout;
    return { rows, columns };
  }

  /** One line below the other; each is cleared first, since a full line leaves no room to do it after. */
  draw(lines: readonly string[]): void {
    const shown = lines.slice(0, process.stdout.rows).map((line) => `\u001B[2K${line}`);
    process.stdout.write(`${BEGIN_FRAME}\u001B[H${shown.join("\r\n")}${END_FRAME}`);
  }

  /** The terminal is as it was before. */
  close(): void {
    for (const signal of ENDING_SIGNALS) process.off(signal, this.#listener.onSignal);
    process.stdout.off("resize", this.#listener.onResize).write(CLOSE);
    process.stdin.off("keypress", this.#key).setRawMode(false);
    process.stdin.pause();
  }
}
