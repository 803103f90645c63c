import type { CleanupPolicy } from "@tutti/core/cleanup-delivery";
import type { Service } from "./loop.ts";

const BATCH = 100;

/** Gives cleanups of workers that did not finish them to others. */
export function cleanupReconciler(policy: CleanupPolicy): Service {
  return {
    name: "cleanup-reconciler",
    everyMs: 5000,
    async tick({ store }) {
      return (await store.command("expireCleanups", { policy, limit: BATCH })) === BATCH;
    },
  };
}
