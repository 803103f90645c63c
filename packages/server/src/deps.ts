import { randomInt, randomUUID } from "node:crypto";
import { instant, type Instant } from "@tutti/core/instant";
import { listenForSkips, skippedMicros } from "./skipped-time.ts";
import type { EncryptionKey } from "./vault/encryption-key.ts";
import { USUAL_SLOT_WAITS, type SlotWaits } from "@tutti/core/slot-waits";
import { Vault } from "./vault/vault.ts";
import { wallClock } from "./wall-clock.ts";

/** What commands and queries may not take from the air: time, ids, chance. Tests bring their own. */
export interface Deps {
  /** The wall clock of this process. */
  readonly now: () => Instant;
  /** The clock that all servers of a database share: what the database says, which `ask` finds out. */
  readonly sharedNow: (ask: () => Promise<Instant>) => Promise<Instant>;
  /** Milliseconds on a clock that is never set; where it begins means nothing. */
  readonly monotonicMs: () => number;
  /** A UUIDv7: ids made later in this process sort later. */
  readonly newId: () => string;
  /** In [0, 1). */
  readonly random: () => number;
  /** Seals what the database must not know. */
  readonly vault: Vault;
  /** How long those wait who find no slot of a limit free. */
  readonly slotWaits: SlotWaits;
}

export const systemDeps: Deps = {
  now: skippingClock(),
  sharedNow: (ask) => ask(),
  monotonicMs: () => performance.now(),
  newId: uuidV7Source(),
  random: () => Math.random(),
  vault: new Vault([]),
  slotWaits: USUAL_SLOT_WAITS,
};

/** The system's, for a server that has keys, and was told how long it lets others wait for slots. */
export function depsWith(keys: readonly EncryptionKey[], slotWaits: SlotWaits = USUAL_SLOT_WAITS): Deps {
  return { ...systemDeps, vault: new Vault(keys), slotWaits };
}

/** Tests skip time: it then is later. */
function skippingClock(): () => Instant {
  listenForSkips(process.env);
  const now = wallClock();
  return () => instant(now() + skippedMicros());
}

/** RFC 9562, section 6.2, method 1: a counter in `rand_a` keeps ids of one millisecond in order. */
function uuidV7Source(): () => string {
  const COUNTER_MAX = 0xfff;
  let lastMs = 0;
  let counter = 0;
  return () => {
    const ms = Date.now();
    if (ms > lastMs) {
      lastMs = ms;
      counter = randomInt(256);
    } else if (++counter > COUNTER_MAX) {
      lastMs += 1;
      counter = 0;
    }
    const time = lastMs.toString(16).padStart(12, "0");
    const head = `${time.slice(0, 8)}-${time.slice(8)}-7${counter.toString(16).padStart(3, "0")}`;
    // The variant and 62 random bits of a version 4 id, which Node makes many at a time.
    return head + randomUUID().slice(18);
  };
}
