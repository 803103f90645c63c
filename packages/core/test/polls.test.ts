import { expect, test } from "vitest";
import { addSeconds, instant } from "../src/instant.ts";
import { isPollNews, pollsForgottenBefore, wasPolledRecently } from "../src/polls.ts";

const now = instant(1_800_000_000_000_000);
const ago = (seconds: number) => addSeconds(now, -seconds);

test.each([
  [null, false],
  [ago(0), true],
  [ago(60), true],
  [ago(60.000001), false],
])("polled at %s is recently: %s", (lastPolled, recently) => {
  expect(wasPolledRecently(lastPolled, now)).toBe(recently);
});

test.each([
  ["never polled", { status: "READY", last_polled: null }, true],
  ["polled a moment ago", { status: "READY", last_polled: ago(9) }, false],
  ["polled a while ago", { status: "READY", last_polled: ago(10) }, true],
  ["not ready though polled", { status: "NOT_READY", last_polled: ago(1) }, true],
  ["paused and polled a moment ago", { status: "PAUSED", last_polled: ago(1) }, false],
] as const)("a poll of a queue that was %s is news: %s", (_what, queue, news) => {
  expect(isPollNews(queue, now)).toBe(news);
});

test("polls are remembered to ten seconds", () => {
  expect(pollsForgottenBefore(now)).toBe(ago(10));
});
