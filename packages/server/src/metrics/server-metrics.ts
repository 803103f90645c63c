import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";
import type { ChannelTally } from "./channel-tally.ts";

/** From what nobody notices to what times out. */
const REQUEST_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

/**
 * What a Prometheus reads of this process: the process's own figures by the names that every client library gives them,
 * those of worker channels by the names of Prefect's server, and Tutti's. No label's values grow with the number of runs.
 */
export class ServerMetrics {
  readonly registry = new Registry();
  readonly requestSeconds: Histogram<"method" | "route" | "status">;
  readonly stateChanges: Record<"flow-run" | "task-run", Counter<"state_type">>;
  readonly channels: ChannelTally;

  constructor() {
    const registers = [this.registry];
    collectDefaultMetrics({ register: this.registry });
    this.requestSeconds = new Histogram({
      name: "tutti_http_request_duration_seconds",
      help: "How long requests took, by operation and hundred of the status.",
      labelNames: ["method", "route", "status"],
      buckets: REQUEST_SECONDS,
      registers,
    });
    const changes = (kind: string) =>
      new Counter({
        name: `tutti_${kind}_run_state_changes_total`,
        help: `Changes of ${kind} runs' states that this server committed, by the new state's type.`,
        labelNames: ["state_type"],
        registers,
      });
    this.stateChanges = { "flow-run": changes("flow"), "task-run": changes("task") };
    this.channels = channelTally(registers);
  }

  tellOpenSockets(count: () => number): void {
    const registers = [this.registry];
    const gauge: Gauge = new Gauge({
      name: "tutti_open_sockets",
      help: "WebSockets that are open.",
      registers,
      collect: () => gauge.set(count()),
    });
  }
}

function channelTally(registers: Registry[]): ChannelTally {
  const counter = <L extends string>(name: string, help: string, labelNames: L[]) =>
    new Counter({ name: `prefect_worker_${name}_total`, help, labelNames, registers });
  const connections = counter("channel_connections", "Worker channels opened and closed.", ["event"]);
  const closings = counter("channel_close_reasons", "Why the server closed worker channels.", ["reason"]);
  const snapshots = counter("channel_snapshots", "Work pools told over worker channels.", ["event"]);
  const failures = counter("channel_heartbeat_failures", "Heartbeats over worker channels that were not kept.", []);
  const deliveries = counter("channel_cleanup_deliveries", "What became of cleanups for workers.", ["status"]);
  const operations = counter("cleanup_queue_operations", "What workers said of cleanups.", ["operation", "status"]);
  return {
    connection: (event) => connections.inc({ event }),
    closed: (reason) => closings.inc({ reason }),
    snapshotSent: () => snapshots.inc({ event: "sent" }),
    heartbeatFailed: () => failures.inc(),
    delivery: (status) => deliveries.inc({ status }),
    operation: (operation, status) => operations.inc({ operation, status }),
  };
}
