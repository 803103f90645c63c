/** Everything of a list that is answered in pages, asked for page by page. */
export async function* pagesOf<T>(
  page: (token: string | undefined) => Promise<{ items: readonly T[]; next?: string | undefined }>,
): AsyncGenerator<T> {
  let token: string | undefined;
  do {
    const { items, next } = await page(token);
    yield* items;
    token = next === "" ? undefined : next;
  } while (token !== undefined);
}
