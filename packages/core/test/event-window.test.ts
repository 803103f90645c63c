import { expect, test } from "vitest";
import { clampWindow, closeWindow } from "../src/event-window.ts";
import { formatInstant, instant, parseInstant } from "../src/instant.ts";
import { eventFilter } from "../src/wire/event-filter.ts";

const at = (text: string) => parseInstant(text) ?? instant(0);
const NOW = at("2026-11-26T14:20:30.5Z");

test.each([
  [{}, "2026-05-30T00:00:00Z", "2026-11-26T14:20:30.500000Z"],
  [{ occurred: {} }, "2026-05-30T00:00:00Z", "2026-11-26T14:20:30.500000Z"],
  [{ occurred: { since: "2020-01-01T00:00:00Z" } }, "2020-01-01T00:00:00Z", "2026-11-26T14:20:30.500000Z"],
  [{ occurred: { until: "2027-01-01T00:00:00Z" } }, "2026-05-30T00:00:00Z", "2027-01-01T00:00:00Z"],
])("the window of %j is from %s to %s", (filter, since, until) => {
  const { occurred } = closeWindow(eventFilter.parse(filter), NOW);
  expect([occurred.since, occurred.until].map(formatInstant)).toEqual([since, until]);
});

test.each([
  ["2026-11-26T14:00:00Z", "2026-11-26T14:10:00Z"],
  ["2026-11-26T14:15:00Z", "2026-11-26T14:15:00Z"],
])("a window from %s begins at %s when it may not begin before ten past two", (since, clamped) => {
  const filter = closeWindow(eventFilter.parse({ occurred: { since } }), NOW);
  const { occurred } = clampWindow(filter, at("2026-11-26T14:10:00Z"));
  expect(occurred).toEqual({ since: at(clamped), until: NOW });
});
