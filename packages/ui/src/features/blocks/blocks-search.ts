import { defined, type RawSearch, textOf } from "../../url/search-params.ts";

export interface BlocksSearch {
  q?: string;
}

export function readBlocksSearch(raw: RawSearch): BlocksSearch {
  return defined({ q: textOf(raw["q"]) });
}

/** Those whose words hold the text, whatever the case. */
export function matching<T>(rows: readonly T[], text: string | undefined, wordsOf: (row: T) => (string | null)[]): T[] {
  const wanted = (text ?? "").toLowerCase();
  return rows.filter((row) => wordsOf(row).some((words) => words?.toLowerCase().includes(wanted) === true));
}
