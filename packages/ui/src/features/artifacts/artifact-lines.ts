import type { Artifact } from "@tutti/core/wire/artifact";
import { readTable } from "../../components/artifact/table-data.ts";

/** What an artifact holds as lines that can be held against each other: a table's rows, a text's lines, JSON set out. */
export function artifactLines({ type, data }: Pick<Artifact, "type" | "data">): string[] {
  const table = type === "table" ? readTable(data) : null;
  if (table !== null) return [table.columns, ...table.rows].map((cells) => cells.join(" | "));
  if (typeof data === "string") return data.split("\n");
  return JSON.stringify(data, null, 2).split("\n");
}
