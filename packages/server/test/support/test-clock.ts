import { addSeconds, instant, type Instant } from "@tutti/core/instant";
import { depsWith, systemDeps, type Deps } from "../../src/deps.ts";
import { newEncryptionKey } from "../../src/vault/encryption-key.ts";

/** What the stores of tests seal with. */
export const TEST_KEY = newEncryptionKey();

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
    vault: depsWith([TEST_KEY]).vault,
    slotWaits: systemDeps.slotWaits,
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
