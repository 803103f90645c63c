import { expect, test } from "vitest";
import { inOrder } from "../src/in-order.ts";

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

test("results come in the order of the items, whatever finishes first", async () => {
  const later = [30, 10, 20, 0];
  const results = inOrder(later, 4, (ms) => new Promise((resolve) => setTimeout(() => resolve(ms), ms)));
  expect(await collect(results)).toEqual(later);
});

test("no more than the limit is under way, and no item is taken before its turn", async () => {
  let taken = 0;
  let underWay = 0;
  let most = 0;
  async function* source() {
    for (let item = 0; item < 20; item++) {
      taken = item + 1;
      yield item;
    }
  }
  const results = inOrder(source(), 3, async (item) => {
    most = Math.max(most, ++underWay);
    await Promise.resolve();
    underWay -= 1;
    return item;
  });
  await results.next();
  expect(taken).toBe(3);
  await collect(results);
  expect(most).toBeLessThanOrEqual(3);
});

test("a failure ends the stream at its place", async () => {
  const seen: number[] = [];
  const results = inOrder([1, 2, 3], 2, async (item) => {
    if (item === 2) throw new RangeError("two");
    return item;
  });
  const reading = (async () => {
    for await (const item of results) seen.push(item);
  })();
  await expect(reading).rejects.toThrow(new RangeError("two"));
  expect(seen).toEqual([1]);
});

test("nothing gives nothing", async () => {
  expect(await collect(inOrder([], 2, async (item) => item))).toEqual([]);
});
