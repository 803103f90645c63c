import { expect, test, vi } from "vitest";

vi.hoisted(() => {
  process.env["TZ"] = "UTC";
});
const { closedWindowOf, readTimeSearch, timeBounds, timeWords } =
  await import("../../../src/features/runs/time-search.ts");

const now = Date.UTC(2026, 10, 22, 12);
const since = "2026-11-20T10:00:00.000Z";
const until = "2026-11-21T10:00:00.000Z";

test("a time with any offset is kept in UTC, and what is none is dropped", () => {
  expect(readTimeSearch({ since: "2026-11-20T12:00:00+02:00", until: "soon", range: "9d" })).toStrictEqual({ since });
});

test.each([
  [{}, {}, null],
  [{ range: "24h" }, { after_: "2026-11-21T12:00:00.000Z" }, "Last 24 hours"],
  [{ range: "24h", since }, { after_: since }, "from 20 Nov, 10:00 UTC"],
  [{ until }, { before_: until }, "until 21 Nov, 10:00 UTC"],
  [{ since, until }, { after_: since, before_: until }, "20 Nov, 10:00 – 21 Nov, 10:00 UTC"],
] as const)("%o is bounded and told", (search, bounds, words) => {
  expect([timeBounds(search, now), timeWords(search)]).toStrictEqual([bounds, words]);
});

test("seconds are told where minutes would not tell the ends apart", () => {
  expect(timeWords({ since, until: "2026-11-20T10:00:30.000Z" })).toBe("20 Nov, 10:00:00 – 20 Nov, 10:00:30 UTC");
});

test.each([
  [{}, now - 86_400_000, now],
  [{ since }, Date.parse(since), now],
  [{ until }, Date.parse(until) - 86_400_000, Date.parse(until)],
  [{ since: until, until: since }, Date.parse(since), Date.parse(since)],
])("what is counted by time has both ends: %o", (search, from, to) => {
  expect(closedWindowOf(search, "24h", now)).toStrictEqual({ since: from, until: to });
});
