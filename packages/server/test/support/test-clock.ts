import { addSeconds, instant, type Instant } from "@tutti/core/instant";
import { systemDeps, type Deps } from "../../src/deps.ts";

/** Dependencies with a clock that stands still until the test moves it. */
export interface TestDeps extends Deps {
  advance(seconds: number): Instant;
  /** Sets the wall clock alone, as a person or a time server does. */
  setBy(seconds: number): void;
}

export function testDeps(start: Instant = instant(1_800_000_000_000_000)): TestDeps {
  let now = start;
  let monotonicMs = 0;
  return {
    now: () => now,
    sharedNow: async () => now,
    monotonicMs: () => monotonicMs,
    newId: systemDeps.newId,
    random: () => 0.5,
    advance(seconds) {
      monotonicMs += seconds * 1000;
      now = addSeconds(now, seconds);
      return now;
    },
    setBy(seconds) {
      now = addSeconds(now, seconds);
    },
  };
}
