import type { Store } from "../store/store.ts";
import { observeStore } from "./observe-store.ts";
import { ServerMetrics } from "./server-metrics.ts";

/** Metrics of this process and of the store that it has open. Loaded by servers that are told to have them. */
export function openMetrics(store: Store): ServerMetrics {
  const metrics = new ServerMetrics();
  observeStore(store, metrics);
  return metrics;
}
