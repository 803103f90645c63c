import { addSeconds, formatInstant, instant } from "@tutti/core/instant";
import { expect, test } from "vitest";
import { SentBefore } from "../../src/sockets/sent-before.ts";

const BEGAN = instant(1_800_000_000_000_000);

function received(id: string, seconds: number) {
  return { id, received: addSeconds(BEGAN, seconds) };
}

function sent(before: SentBefore, id: string, seconds: number): void {
  const event = { occurred: "", event: "", resource: {}, related: [], payload: {}, follows: null };
  before.add({ ...event, id, received: formatInstant(addSeconds(BEGAN, seconds)) });
}

test("what was sent is told once, and only what the feed may tell again is remembered", () => {
  const before = new SentBefore(BEGAN);
  sent(before, "old", -11);
  sent(before, "just before", -10);
  sent(before, "late", 0.5);
  expect([
    before.has(received("old", -11)),
    before.has(received("just before", -10)),
    before.has(received("just before", -10)),
    before.has(received("new", 1)),
    before.has(received("late", 0.5)),
  ]).toEqual([false, true, false, false, true]);
});

test("nothing is remembered when events are told that came well after the past was sent", () => {
  const before = new SentBefore(BEGAN);
  sent(before, "a", 0);
  sent(before, "b", 0);
  before.end(addSeconds(BEGAN, 5));
  expect([before.has(received("a", 0)), before.has(received("new", 16)), before.has(received("b", 0))]).toEqual([
    true,
    false,
    false,
  ]);
});
