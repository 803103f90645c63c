export interface TableData {
  columns: string[];
  rows: string[][];
}

/** A table artifact in any of Prefect's forms (list of records, list of lists, record of lists), as JSON or its text. */
export function readTable(data: unknown): TableData | null {
  const value = typeof data === "string" ? parse(data) : data;
  if (Array.isArray(value)) return fromRows(value);
  if (typeof value !== "object" || value === null) return null;
  const entries = Object.entries(value).map(([name, cells]) => [name, Array.isArray(cells) ? cells : [cells]] as const);
  const length = Math.max(0, ...entries.map(([, cells]) => cells.length));
  return {
    columns: entries.map(([name]) => name),
    rows: Array.from({ length }, (_, index) => entries.map(([, cells]) => cellText(cells[index]))),
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function fromRows(rows: unknown[]): TableData {
  if (rows.every((row) => Array.isArray(row))) {
    const width = Math.max(0, ...rows.map((row) => row.length));
    return {
      columns: Array.from({ length: width }, (_, index) => String(index + 1)),
      rows: rows.map((row) => row.map(cellText)),
    };
  }
  const records = rows.map((row): Record<string, unknown> =>
    typeof row === "object" && row !== null ? { ...row } : { value: row },
  );
  const columns = [...new Set(records.flatMap((record) => Object.keys(record)))];
  return { columns, rows: records.map((record) => columns.map((column) => cellText(record[column]))) };
}

function cellText(value: unknown): string {
  if (value === undefined || value === null) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}
