import { afterEach, expect, test } from "vitest";
import { fromLocalInput, toLocalInput } from "../../src/components/schema-form/local-time.ts";
import { zonePreference } from "../../src/preferences/zone.ts";
import { formatAbsolute, formatClock, zoneName } from "../../src/time/moment.ts";

afterEach(() => zonePreference.write("local"));

const AT = Date.UTC(2026, 10, 22, 18, 49, 12, 42);

test("times are told and asked for in UTC where that is chosen", () => {
  zonePreference.write("utc");
  expect(formatAbsolute(AT)).toBe("22 Nov 2026, 18:49:12 UTC");
  expect(formatClock(AT)).toBe("18:49:12.042");
  expect(zoneName(AT)).toBe("UTC");
  expect(toLocalInput("2026-11-22T18:49:12Z")).toBe("2026-11-22T18:49:12");
  expect(fromLocalInput("2026-11-22T18:49")).toBe("2026-11-22T18:49:00.000Z");
});

test("a time that is asked for comes back in the viewer's own zone", () => {
  const text = "2026-07-22T18:49:12Z";
  expect(Date.parse(fromLocalInput(toLocalInput(text)))).toBe(Date.parse(text));
  expect(toLocalInput("nonsense")).toBe("");
});
