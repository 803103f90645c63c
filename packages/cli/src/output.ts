import { styleText } from "node:util";
import { withFields } from "./pick-fields.ts";
import { type Column, tableLines } from "./table.ts";

export type Style = Parameters<typeof styleText>[0];

/**
 * Where a command writes: data to stdout, narration to stderr, so that a pipe carries data only. Colour is decided for
 * each stream by itself: off when it is no terminal, or NO_COLOR is set.
 */
export class Output {
  /** Whether a person reads stdout. */
  readonly isTerminal = process.stdout.isTTY;
  #fields: readonly string[] | null = null;

  /** Whether the command goes on when nobody reads what it says any more: others depend on it. */
  outlivesReaders = false;

  /** One line of data. */
  line(text = ""): void {
    process.stdout.write(`${text}\n`);
  }

  /** Of the data for programs only these fields are printed. */
  pickFields(fields: readonly string[]): void {
    this.#fields = fields;
  }

  /** Data for programs. Throws `invalid_usage` for a field that it has not. */
  json(value: unknown): void {
    const shown = this.#fields === null ? value : withFields(value, this.#fields);
    this.line(JSON.stringify(shown, null, 2));
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
    process.stderr.write(`${text}\n`);
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
