import type { Question, Row } from "./question.ts";

/** One section of RESULTS.md. */
export function section(question: Question, rows: readonly Row[]): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row.figures)))];
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const table = [
    line(["", ...columns, "durability"]),
    line(["---", ...columns.map(() => "---:"), "---"]),
    ...rows.map((row) => line([row.subject, ...columns.map((column) => row.figures[column] ?? "–"), row.durability])),
  ];
  return [`## ${question.title}`, "", question.method, "", `Target: ${question.target}.`, "", ...table, ""].join("\n");
}
