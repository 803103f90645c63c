import { addSeconds } from "@tutti/core/instant";
import type { Service } from "./loop.ts";

const BATCH = 400;

/** Marks scheduled runs that nobody has taken so long after their time. */
export function lateRuns({ afterSeconds }: { afterSeconds: number }): Service {
  return {
    name: "late-runs",
    everyMs: 5000,
    async tick({ store, deps }) {
      const dueBefore = addSeconds(deps.now(), -afterSeconds);
      return (await store.command("markLateRuns", { dueBefore, limit: BATCH })) === BATCH;
    },
  };
}
