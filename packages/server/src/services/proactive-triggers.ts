import type { Service } from "./loop.ts";

const BATCH = 100;

/** Lets proactive triggers fire whose time has passed. They first see what has happened until now. */
export const proactiveTriggers: Service = {
  name: "proactive-triggers",
  everyMs: 5000,
  async tick({ store }) {
    const advance = await store.command("advanceTriggers", { limit: BATCH });
    if (advance.hasMore) return true;
    if (!advance.isWatching) return false;
    const { hasMore } = await store.command("expireTriggers", { limit: BATCH });
    return hasMore;
  },
};
