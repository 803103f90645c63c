import type { Service } from "./loop.ts";

const BATCH = 200;

/** Fails paused runs that were not resumed in time. */
export const pauseExpirations: Service = {
  name: "pause-expirations",
  everyMs: 5000,
  async tick({ store, deps }) {
    return (await store.command("expirePauses", { now: deps.now(), limit: BATCH })) === BATCH;
  },
};
