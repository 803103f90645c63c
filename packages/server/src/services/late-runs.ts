import { addSeconds } from "@tutti/core/instant";
import type { Service } from "./loop.ts";

const LATE_AFTER_SECONDS = 15;
const BATCH = 400;

/** Marks scheduled runs that nobody has taken 15 seconds after their time. */
export const lateRuns: Service = {
  name: "late-runs",
  everyMs: 5000,
  async tick({ store, deps }) {
    const dueBefore = addSeconds(deps.now(), -LATE_AFTER_SECONDS);
    return (await store.command("markLateRuns", { dueBefore, limit: BATCH })) === BATCH;
  },
};
