import { wasAbsent, type ClockReading } from "@tutti/core/server-absence";
import type { Service, ServiceContext } from "./loop.ts";
import { readClocks } from "./read-clocks.ts";

const BATCH = 100;

/**
 * Gives back the slots of leases that nobody renews. As with runs, nobody loses a slot for the server's own absence: after
 * a start or a round that comes late, every lease first gets a whole lifetime.
 */
export function repossessor({ loopSeconds }: { loopSeconds: number }): Service {
  let last: ClockReading | null = null;
  return {
    name: "repossessor",
    everyMs: loopSeconds * 1000,
    async tick(context) {
      const before = last;
      last = null;
      const now = await readClocks(context);
      const hasMore = wasAbsent(before, now, loopSeconds) ? await extend(context, now) : await end(context, now);
      last = now;
      return hasMore;
    },
  };
}

async function extend({ store }: ServiceContext, { wall }: ClockReading): Promise<false> {
  await store.command("extendSlotLeases", { now: wall });
  return false;
}

async function end({ store }: ServiceContext, { wall }: ClockReading): Promise<boolean> {
  return (await store.command("endSlotLeases", { endedBy: wall, limit: BATCH })) === BATCH;
}
