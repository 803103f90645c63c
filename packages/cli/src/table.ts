import { stripVTControlCharacters } from "node:util";

export interface Column<Row> {
  readonly header: string;
  readonly cell: (row: Row) => string;
  readonly align?: "right";
  /**
   * May be cut short where the terminal is too narrow: `first` before all others, as an id of which the beginning says
   * enough, and left out where that is not enough; then the widest of the others; `last` what people type, as a name.
   */
  readonly shrinks?: boolean | "first" | "last";
}

const GAP = "  ";
const NARROWEST = 8;
/** The beginning of an id that tells it from others of the same second. */
const NARROWEST_FIRST = 19;
const LEFT_OUT = 0;

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

function fitted<Row>(natural: readonly number[], columns: readonly Column<Row>[], width: number): number[] {
  const widths = [...natural];
  let excess = widths.reduce((sum, column) => sum + column, 0) + GAP.length * (widths.length - 1) - width;
  for (const [index, { shrinks }] of columns.entries()) {
    const size = widths[index] ?? 0;
    if (shrinks !== "first" || excess <= 0 || size <= NARROWEST_FIRST) continue;
    const kept = Math.max(size - excess, NARROWEST_FIRST);
    widths[index] = size - excess < NARROWEST_FIRST ? LEFT_OUT : kept;
    excess -= widths[index] === LEFT_OUT ? size + GAP.length : size - kept;
  }
  while (excess > 0) {
    const wide = widestShrinking(widths, columns, true);
    const gives = wide === -1 ? widestShrinking(widths, columns, "last") : wide;
    if (gives === -1) break;
    widths[gives] = (widths[gives] ?? 0) - 1;
    excess -= 1;
  }
  return widths;
}

function widestShrinking<Row>(
  widths: readonly number[],
  columns: readonly Column<Row>[],
  when: Column<Row>["shrinks"],
): number {
  return widths.reduce(
    (best, size, index) =>
      columns[index]?.shrinks === when && size > NARROWEST && size > (widths[best] ?? NARROWEST) ? index : best,
    -1,
  );
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
