import { stripVTControlCharacters } from "node:util";
import { fittedWidths, GAP, LEFT_OUT, type ShrinkingColumn } from "./table-widths.ts";

export interface Column<Row> extends ShrinkingColumn {
  readonly header: string;
  readonly cell: (row: Row) => string;
  readonly align?: "right";
}

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
  const widths = width === null ? natural : fittedWidths(natural, columns, width);
  const line = (row: readonly string[], style: (text: string) => string) =>
    row
      .flatMap((cell, index) => {
        const size = widths[index] ?? LEFT_OUT;
        if (size === LEFT_OUT) return [];
        const text = style(cutTo(cell, size));
        const padding = " ".repeat(Math.max(0, size - displayWidth(text)));
        return [columns[index]?.align === "right" ? padding + text : text + padding];
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
