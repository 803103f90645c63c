import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { FrameAge } from "../src/frame-age.ts";

const START = Date.parse("2026-01-01T00:00:00Z");
const at = (ms: number) => new Date(START + ms).toISOString();

beforeEach(() => {
  vi.useFakeTimers({ now: START });
});
afterEach(() => {
  vi.useRealTimers();
});

test.each([0, -3_600_000, 3_600_000])(
  "is what a frame took longer than the quickest, where clocks differ by %s ms",
  (skew) => {
    const age = new FrameAge();
    const heard = (sentMs: number, heardMs: number) => {
      vi.setSystemTime(START + heardMs);
      return age.ms(at(sentMs + skew));
    };
    expect(heard(0, 40)).toBe(0);
    expect(heard(100, 105)).toBe(0);
    expect(heard(200, 205)).toBe(0);
    expect(heard(300, 3305)).toBe(3000);
  },
);

test("is without end for a frame that does not say when it was sent", () => {
  expect(new FrameAge().ms("soon")).toBe(Infinity);
});
