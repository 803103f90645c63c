import type { Service } from "./loop.ts";

const BATCH = 200;

interface ForemanSettings {
  readonly heartbeatsMissedMax: number;
  readonly heartbeatSeconds: number;
  readonly deploymentSeconds: number;
  readonly queueSeconds: number;
}

/** Notices what has gone: workers without heartbeats, and pools, queues and deployments that nobody serves any more. */
export function foreman(settings: ForemanSettings): Service {
  const { heartbeatsMissedMax, heartbeatSeconds, deploymentSeconds, queueSeconds } = settings;
  return {
    name: "foreman",
    everyMs: 15_000,
    async tick({ store }) {
      await store.command("retireWorkers", { heartbeatsMissedMax, heartbeatSeconds });
      const { queues, deployments } = await store.command("retireUnpolled", {
        deploymentSeconds,
        queueSeconds,
        limit: BATCH,
      });
      return queues === BATCH || deployments === BATCH;
    },
  };
}
