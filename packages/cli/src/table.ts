import { stripVTControlCharacters } from "node:util";

export interface Column<Row> {
  readonly header: string;
  readonly cell: (row: Row) => string;
  readonly align?: "right";
  /** May be cut short where the terminal is too narrow; the widest such column gives way first. */
  readonly shrinks?: boolean;
}

const GAP = "  ";
const NARROWEST = 8;

/**
 * Lines of an aligned table, header first, trailing space cut. Cells may hold colour. `width` is the terminal's, or null
 * where nothing may be cut.
 */
export function tableLines<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  width: number | null,
  styleHeader: (text: string) => string,
): string[] {
  const cells = rows.map((row) => columns.map((column) => column.cell(row)));
  const natural = columns.map((column, index) =>
    Math.max(displayWidth(column.header), ...cells.map((row) => displayWidth(row[index] ?? ""))),
  );
  const widths = width === null ? natural : fitted(natural, columns, width);
  const line = (row: readonly string[], style: (text: string) => string) =>
    row
      .map((cell, index) => {
        const text = style(cutTo(cell, widths[index] ?? 0));
        const padding = " ".repeat(Math.max(0, (widths[index] ?? 0) - displayWidth(text)));
        return columns[index]?.align === "right" ? padding + text : text + padding;
      })
      .join(GAP)
      .trimEnd();
  return [
    line(
      columns.map((column) => column.header),
      styleHeader,
    ),
    ...cells.map((row) => line(row, (text) => text)),
  ];
}

/** Terminal columns that a text takes, colour not counted. */
export function displayWidth(text: string): number {
  const plain = stripVTControlCharacters(text);
  if (ASCII.test(plain)) return plain.length;
  let width = 0;
  for (const segment of graphemes(plain)) width += WIDE.test(segment) ? 2 : 1;
  return width;
}

const ASCII = /^[\x20-\x7e]*$/;
const WIDE =
  /\p{Extended_Pictographic}|[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]/u;

function fitted<Row>(natural: readonly number[], columns: readonly Column<Row>[], width: number): number[] {
  const widths = [...natural];
  let excess = widths.reduce((sum, column) => sum + column, 0) + GAP.length * (widths.length - 1) - width;
  while (excess > 0) {
    const widest = widths.reduce(
      (best, size, index) =>
        columns[index]?.shrinks === true && size > NARROWEST && size > (widths[best] ?? NARROWEST) ? index : best,
      -1,
    );
    if (widest === -1) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
    excess -= 1;
  }
  return widths;
}

/** The text within a width; one that is too wide loses its colour with its end. */
export function cutTo(cell: string, width: number): string {
  if (displayWidth(cell) <= width) return cell;
  let kept = "";
  for (const segment of graphemes(stripVTControlCharacters(cell))) {
    if (displayWidth(kept + segment) > width - 1) break;
    kept += segment;
  }
  return `${kept}…`;
}

// Made when it is needed: it costs more than all else that a small command does.
let segmenter: Intl.Segmenter | undefined;

/** What a reader sees as one sign. */
function* graphemes(text: string): Iterable<string> {
  segmenter ??= new Intl.Segmenter("en", { granularity: "grapheme" });
  for (const { segment } of segmenter.segment(text)) yield segment;
}
