import { styleText } from "node:util";
import type { ShapeJson } from "./shape-json.ts";
import { manyLines } from "./plain-text.ts";
import { type Column, tableLines } from "./table.ts";

export type Style = Parameters<typeof styleText>[0];

/**
 * Where a command writes: data to stdout, narration to stderr, so that a pipe carries data only. Colour is decided for
 * each stream by itself: off when it is no terminal, or NO_COLOR is set.
 */
export class Output {
  /** Whether a person reads stdout. */
  readonly isTerminal = process.stdout.isTTY;
  #shape: ShapeJson | null = null;
  #listener: ((text: string) => void) | null = null;

  /** Whether the command goes on when nobody reads what it says any more: others depend on it. */
  outlivesReaders = false;

  /** One line of data. */
  line(text = ""): void {
    process.stdout.write(`${text}\n`);
  }

  /** Data for programs is printed so from now on. */
  shapeJson(shape: ShapeJson): void {
    this.#shape = shape;
  }

  /** Data for programs. Throws `invalid_usage` for data that the chosen shape makes no sense of. */
  json(value: unknown): void {
    if (this.#shape === null) this.line(JSON.stringify(value, null, 2));
    else this.#shaped(this.#shape(value));
  }

  /** One of many values, on a line of its own. */
  jsonLine(value: unknown): void {
    if (this.#shape === null) this.line(JSON.stringify(value));
    else this.#shaped(this.#shape(value));
  }

  /** Nothing is printed where jq lets nothing through. A terminal is not handed what others may have put into texts. */
  #shaped(text: string): void {
    if (text !== "") this.line(this.isTerminal ? manyLines(text) : text);
  }

  /** Data as a table, or the sentence that says there is none. */
  table<Row>(rows: readonly Row[], columns: readonly Column<Row>[], whenEmpty: string): void {
    if (rows.length === 0) {
      this.say(whenEmpty);
      return;
    }
    const width = this.isTerminal ? process.stdout.columns : null;
    for (const line of tableLines(rows, columns, width, (text) => this.style("dim", text))) this.line(line);
  }

  /** Names and values below one another, names aligned. Values of null are left out. */
  facts(entries: readonly (readonly [name: string, value: string | null])[]): void {
    const shown = entries.flatMap(([name, value]) => (value === null ? [] : [{ name, value }]));
    const width = Math.max(0, ...shown.map(({ name }) => name.length));
    for (const { name, value } of shown) {
      const [first = "", ...rest] = value.split("\n");
      this.line(`${this.style("dim", name.padEnd(width))}  ${first}`.trimEnd());
      for (const line of rest) this.line(`${" ".repeat(width)}  ${line}`.trimEnd());
    }
  }

  /** Tells what is going on, beside the data. */
  say(text: string): void {
    if (this.#listener === null) process.stderr.write(`${text}\n`);
    else this.#listener(text);
  }

  /** What is said goes there, while the terminal shows something else; null: to stderr again. */
  divert(listener: ((text: string) => void) | null): void {
    this.#listener = listener;
  }

  /** Text on stdout, styled where stdout shows it. */
  style(style: Style, text: string): string {
    return styleText(style, text, { stream: process.stdout });
  }

  /** Text on stderr, styled where stderr shows it. */
  styleAside(style: Style, text: string): string {
    return styleText(style, text, { stream: process.stderr });
  }
}
