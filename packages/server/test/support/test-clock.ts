import { addSeconds, instant, type Instant } from "@tutti/core/instant";
import { systemDeps, type Deps } from "../../src/deps.ts";

/** Dependencies with a clock that stands still until the test moves it. */
export interface TestDeps extends Deps {
  advance(seconds: number): Instant;
}

export function testDeps(start: Instant = instant(1_800_000_000_000_000)): TestDeps {
  let now = start;
  return {
    now: () => now,
    sharedNow: async () => now,
    newId: systemDeps.newId,
    random: () => 0.5,
    advance(seconds) {
      now = addSeconds(now, seconds);
      return now;
    },
  };
}
