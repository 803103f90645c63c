/**
 * Starts work on each item as it comes, at most `limit` at a time, and gives the results in the items' order. Ends with
 * the first failure; what was started before it goes on by itself.
 */
export async function* inOrder<T, R>(
  items: Iterable<T> | AsyncIterable<T>,
  limit: number,
  start: (item: T) => Promise<R>,
): AsyncGenerator<R, void, undefined> {
  const started: Promise<R>[] = [];
  for await (const item of items) {
    started.push(start(item));
    const oldest = started.length < limit ? undefined : started.shift();
    if (oldest !== undefined) yield await oldest;
  }
  yield* started;
}
