import type { Output } from "./output.ts";
import type { Column } from "./table.ts";

/** What a list command prints: the rows for programs, or a table of them for people. */
export function printRows<Row>(
  rows: readonly Row[],
  { output, format }: { readonly output: Output; readonly format: string | null },
  columns: readonly Column<Row>[],
  whenEmpty: string,
): void {
  if (format === "json") output.json(rows);
  else output.table(rows, columns, whenEmpty);
}
