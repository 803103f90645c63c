import type { Server } from "node:http";
import type { EventRecord } from "../commands/events/event-record.ts";
import { NO_TALLY } from "../metrics/channel-tally.ts";
import type { ServerMetrics } from "../metrics/server-metrics.ts";
import type { ServerParts } from "../server.ts";
import { EventFeed } from "../store/event-feed.ts";
import { LogFeed } from "../store/log-feed.ts";
import type { Store } from "../store/store.ts";
import type { WaitingProcesses } from "../waiting-processes.ts";
import type { RefusedEvent } from "./event-frames.ts";
import { EventIntakes } from "./events-in.ts";
import { serveEventsOut } from "./events-out.ts";
import { LiveSockets } from "./live.ts";
import { serveLogsOut } from "./logs-out.ts";
import { recordApart } from "./record-apart.ts";
import { TaskSubscriptions } from "./task-subscriptions.ts";
import { serveSockets } from "./upgrade.ts";
import { WorkerChannels } from "./worker-channels.ts";

/** Every socket below `/api`. Returns how to end them, with everything acknowledged that was taken. */
export function serveApiSockets(
  server: Server,
  store: Store,
  {
    config,
    deps,
    logger,
    metrics = null,
    waitingProcesses,
  }: ServerParts & { readonly metrics?: ServerMetrics | null; readonly waitingProcesses: WaitingProcesses },
): { end(): Promise<void> } {
  const record = recordApart((events) => recordedBy(store, events), logger);
  const events = new EventIntakes(record, logger);
  const feed = new EventFeed(store, (error) => logger.error({ err: error }, "committed events could not be read"));
  const logs = new LogFeed(store, (error) => logger.error({ err: error }, "committed logs could not be read"));
  const live = new LiveSockets(store, feed, logs);
  const tally = metrics?.channels ?? NO_TALLY;
  const cleanupPolicy = config.workerCleanup;
  const channels = new WorkerChannels({ store, deps, logger, cleanupPolicy, tally, waitingProcesses });
  const tasks = new TaskSubscriptions(store, deps, logger);
  const sockets = serveSockets(
    server,
    [
      { path: "/api/events/in", autoPong: false, serve: (socket) => events.serve(socket) },
      {
        path: "/api/events/out",
        autoPong: true,
        serve: (socket) => serveEventsOut(socket, { store, feed, deps, logger }),
      },
      { path: "/api/logs/out", autoPong: true, serve: (socket) => serveLogsOut(socket, logs, logger) },
      {
        path: "/api/work_pools/*/workers/connect",
        autoPong: true,
        needsProtocol: true,
        serve: (socket, poolName) => channels.serve(socket, poolName),
      },
      { path: "/api/task_runs/subscriptions/scheduled", autoPong: true, serve: (socket) => tasks.serve(socket) },
      { path: "/api/tutti/live", autoPong: true, serve: (socket) => live.serve(socket) },
    ],
    config,
    logger,
  );
  metrics?.tellOpenSockets(() => sockets.count);
  return {
    async end() {
      sockets.refuseMore();
      await events.end();
      await sockets.closeAll();
      await tasks.settled();
    },
  };
}

async function recordedBy(store: Store, events: readonly EventRecord[]): Promise<RefusedEvent[]> {
  const outcomes = await store.command("recordEvents", { events });
  return outcomes.flatMap(({ id, refusal }) => (refusal === null ? [] : [{ id, ...refusal }]));
}
