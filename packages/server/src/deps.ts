import { randomBytes } from "node:crypto";
import { instant, type Instant } from "@tutti/core/instant";

/** What commands and queries may not take from the air: time, ids, chance. Tests bring their own. */
export interface Deps {
  /** The wall clock of this process. */
  readonly now: () => Instant;
  /** The clock that all servers of a database share: what the database says, which `ask` finds out. */
  readonly sharedNow: (ask: () => Promise<Instant>) => Promise<Instant>;
  /** A UUIDv7: ids made later in this process sort later. */
  readonly newId: () => string;
  /** In [0, 1). */
  readonly random: () => number;
}

export const systemDeps: Deps = {
  now: wallClock(),
  sharedNow: (ask) => ask(),
  newId: uuidV7Source(),
  random: () => Math.random(),
};

/** A microsecond clock: `performance` for the digits that Date lacks, anchored anew when the wall clock is set. */
function wallClock(): () => Instant {
  const DRIFT_MAX_MS = 1;
  let anchorMs = performance.timeOrigin;
  return () => {
    const wallMs = Date.now();
    const elapsedMs = performance.now();
    if (Math.abs(anchorMs + elapsedMs - wallMs) > DRIFT_MAX_MS) anchorMs = wallMs - elapsedMs;
    return instant(Math.floor((anchorMs + elapsedMs) * 1000));
  };
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
      counter = randomBytes(1).readUInt8();
    } else if (++counter > COUNTER_MAX) {
      lastMs += 1;
      counter = 0;
    }
    const time = lastMs.toString(16).padStart(12, "0");
    const random = randomBytes(8);
    random.writeUInt8((random.readUInt8(0) & 0x3f) | 0x80, 0);
    const tail = random.toString("hex");
    const head = `${time.slice(0, 8)}-${time.slice(8)}-7${counter.toString(16).padStart(3, "0")}`;
    return `${head}-${tail.slice(0, 4)}-${tail.slice(4)}`;
  };
}
