import { wasAbsent, type ClockReading } from "@tutti/core/server-absence";
import { eachApart } from "./each-apart.ts";
import type { Service, ServiceContext } from "./loop.ts";
import { readClocks } from "./read-clocks.ts";

const EVERY_SECONDS = 3;
const BATCH = 100;

/**
 * Takes runs from owners whose leases ended, and deferred task runs from workers that are gone. Nobody is rescued for the server's own absence (decision 15): after a start,
 * a round that comes late, or one that failed, every lease first gets a whole lifetime.
 */
export function rescuer(leaseSeconds: number): Service {
  let last: ClockReading | null = null;
  return {
    name: "rescuer",
    everyMs: EVERY_SECONDS * 1000,
    // The lifetimes after a start begin with it: who owns a run has had them all the longer when they are over.
    begin: (loop) => loop.wake(),
    async tick(context) {
      const before = last;
      last = null;
      const now = await readClocks(context);
      const hasMore = wasAbsent(before, now, EVERY_SECONDS)
        ? await extend(context, now, leaseSeconds)
        : await rescue(context, now);
      last = now;
      return hasMore;
    },
  };
}

async function extend({ store }: ServiceContext, { wall }: ClockReading, leaseSeconds: number): Promise<false> {
  await store.command("extendLeases", { now: wall, leaseSeconds });
  return false;
}

async function rescue(context: ServiceContext, { wall }: ClockReading): Promise<boolean> {
  const { store } = context;
  const ids = await store.command("listEndedLeases", { by: wall, limit: BATCH });
  const areRescued = await eachApart(context, ids, (id) => store.command("rescueFlowRun", { id, endedBefore: wall }));
  const tasks = await store.command("listEndedOffers", { by: wall, limit: BATCH });
  const areQueued = await eachApart(context, tasks, (id) => store.command("recoverBackgroundTask", { id }));
  return (areRescued && ids.length === BATCH) || (areQueued && tasks.length === BATCH);
}
