import { request } from "./http.ts";

const PAGE = 200;

/** So many rows of a list are read at most: a page that shows them all stays quick. */
export const READ_ALL_MAX = 2000;

interface ReadOptions {
  readonly signal?: AbortSignal;
  readonly isExact?: boolean;
}

/**
 * All rows that a filter route has, page after page. What is made or deleted meanwhile moves the rows behind it, so that one
 * may come twice, and is taken once.
 */
export async function readAll<T extends { readonly id: string }>(
  path: string,
  body: object,
  options: ReadOptions = {},
): Promise<T[]> {
  const rows = new Map<string, T>();
  for (let offset = 0; offset < READ_ALL_MAX; offset += PAGE) {
    const page = await request<T[]>(path, { ...options, method: "POST", body: { ...body, limit: PAGE, offset } });
    for (const row of page) rows.set(row.id, row);
    if (page.length < PAGE) break;
  }
  return [...rows.values()];
}
