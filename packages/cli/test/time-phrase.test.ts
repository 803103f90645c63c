import { describe, expect, test } from "vitest";
import { parseMoment, parseSpan } from "../src/time-phrase.ts";

describe("a span of time", () => {
  test.each([
    ["5 minutes", 300],
    ["in 5 minutes", 300],
    ["In 1 Hour", 3600],
    ["an hour", 3600],
    ["in 2 days", 172_800],
    ["1 hour and 30 minutes", 5400],
    ["1 hour, 30 minutes", 5400],
    ["1h30m", 5400],
    ["90s", 90],
    ["1.5 hours", 5400],
    ["2 weeks", 1_209_600],
    ["", null],
    ["5", null],
    ["five minutes", null],
    ["5 parsecs", null],
    ["5 minutes ago", null],
    ["in -5 minutes", null],
  ])("%j is %j seconds", (phrase, seconds) => {
    expect(parseSpan(phrase)).toBe(seconds);
  });
});

/** A Thursday. */
const NOW = new Date(2026, 10, 26, 12, 0, 0);
const local = (...parts: [number, number, number, number, number, number]) => new Date(...parts);

describe("a moment", () => {
  test.each([
    ["at 5:30pm", local(2026, 10, 26, 17, 30, 0)],
    ["5:30 PM", local(2026, 10, 26, 17, 30, 0)],
    ["11am", local(2026, 10, 27, 11, 0, 0)],
    ["12am", local(2026, 10, 27, 0, 0, 0)],
    ["12pm", local(2026, 10, 27, 12, 0, 0)],
    ["17:30:15", local(2026, 10, 26, 17, 30, 15)],
    ["tomorrow", local(2026, 10, 27, 0, 0, 0)],
    ["tomorrow at 9am", local(2026, 10, 27, 9, 0, 0)],
    ["today 8:00", local(2026, 10, 26, 8, 0, 0)],
    ["monday noon", local(2026, 10, 30, 12, 0, 0)],
    ["thursday 11:00", local(2026, 11, 3, 11, 0, 0)],
    ["thursday 13:00", local(2026, 10, 26, 13, 0, 0)],
    ["2026-12-24", local(2026, 11, 24, 0, 0, 0)],
    ["at 2026-12-24 17:30", local(2026, 11, 24, 17, 30, 0)],
    ["2026-12-24T17:30:05", local(2026, 11, 24, 17, 30, 5)],
    ["2026-12-24 17:30:05Z", new Date("2026-12-24T17:30:05Z")],
    ["2026-12-24 17:30 UTC", new Date("2026-12-24T17:30:00Z")],
    ["2026-12-24T17:30:05.250+02:00", new Date("2026-12-24T15:30:05.250Z")],
    ["in 90 minutes", local(2026, 10, 26, 13, 30, 0)],
  ])("%j is meant", (phrase, expected) => {
    expect(parseMoment(phrase, NOW)).toEqual(expected);
  });

  test.each([
    "",
    "at",
    "25:00",
    "13pm",
    "0am",
    "5:60pm",
    "2026-02-30",
    "someday",
    "in a moment",
    "2026-13-01T00:00:00Z",
  ])("%j is none", (phrase) => {
    expect(parseMoment(phrase, NOW)).toBeNull();
  });
});
