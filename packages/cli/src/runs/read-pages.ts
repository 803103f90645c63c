/** The most that a server lists at once. */
const PAGE_SIZE = 200;

interface Page {
  readonly limit: number;
  readonly offset: number;
}

/** Up to `limit` items, read page by page. */
export async function readPages<T>(limit: number, readPage: (page: Page) => Promise<T[]>): Promise<T[]> {
  const items: T[] = [];
  while (items.length < limit) {
    const size = Math.min(PAGE_SIZE, limit - items.length);
    const page = await readPage({ limit: size, offset: items.length });
    items.push(...page);
    if (page.length < size) break;
  }
  return items;
}
