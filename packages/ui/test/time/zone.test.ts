import { afterEach, expect, test } from "vitest";
import { fromLocalInput, toLocalInput } from "../../src/components/schema-form/local-time.ts";
import { zonePreference } from "../../src/preferences/zone.ts";
import { formatAbsolute, formatClock, zoneName } from "../../src/time/moment.ts";

afterEach(() => zonePreference.write("local"));

const AT = Date.UTC(2026, 10, 22, 18, 49, 12, 42);

test("times are told and asked for in UTC where that is chosen", () => {
  zonePreference.write("UTC");
  expect(formatAbsolute(AT)).toBe("22 Nov 2026, 18:49:12 UTC");
  expect(formatClock(AT)).toBe("18:49:12.042");
  expect(zoneName(AT)).toBe("UTC");
  expect(toLocalInput("2026-11-22T18:49:12Z")).toBe("2026-11-22T18:49:12");
  expect(fromLocalInput("2026-11-22T18:49")).toBe("2026-11-22T18:49:00.000Z");
});

test.each([
  ["Asia/Kolkata", "2026-11-22T18:49:12Z", "2026-11-23T00:19:12"],
  ["America/New_York", "2026-07-22T18:49:12Z", "2026-07-22T14:49:12"],
  ["Africa/Abidjan", "2026-07-22T18:49:12Z", "2026-07-22T18:49:12"],
  // An hour before and after its clocks go back.
  ["Europe/Berlin", "2026-10-24T23:30:00Z", "2026-10-25T01:30:00"],
  ["Europe/Berlin", "2026-10-25T02:30:00Z", "2026-10-25T03:30:00"],
])("in %s %s is %s, and is asked for so", (zone, text, wall) => {
  zonePreference.write(zone);
  expect(toLocalInput(text)).toBe(wall);
  expect(formatClock(Date.parse(text))).toBe(`${wall.slice(11)}.000`);
  expect(fromLocalInput(wall)).toBe(`${text.slice(0, 19)}.000Z`);
});

test("a time that is asked for comes back in the viewer's own zone", () => {
  const text = "2026-07-22T18:49:12Z";
  expect(Date.parse(fromLocalInput(toLocalInput(text)))).toBe(Date.parse(text));
  expect(toLocalInput("nonsense")).toBe("");
});
