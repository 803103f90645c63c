import { expect, test } from "vitest";
import { readPages } from "../../src/runs/read-pages.ts";

test.each([
  [15, 1000, [{ limit: 15, offset: 0 }]],
  [
    450,
    1000,
    [
      { limit: 200, offset: 0 },
      { limit: 200, offset: 200 },
      { limit: 50, offset: 400 },
    ],
  ],
  [
    450,
    230,
    [
      { limit: 200, offset: 0 },
      { limit: 200, offset: 200 },
    ],
  ],
  [
    Number.MAX_SAFE_INTEGER,
    200,
    [
      { limit: 200, offset: 0 },
      { limit: 200, offset: 200 },
    ],
  ],
])("up to %d of %d items take the pages %j", async (limit, stored, expected) => {
  const all = Array.from({ length: stored }, (_, index) => index);
  const asked: unknown[] = [];
  const items = await readPages(limit, async (page) => {
    asked.push(page);
    return all.slice(page.offset, page.offset + page.limit);
  });
  expect(asked).toEqual(expected);
  expect(items).toEqual(all.slice(0, limit));
});
