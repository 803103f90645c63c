import { Gauge } from "prom-client";
import type { LiveChange } from "@tutti/core/wire/live";
import type { OperatorFigures } from "../store/queries/operator-figures.ts";
import type { Store } from "../store/store.ts";
import type { ServerMetrics } from "./server-metrics.ts";

/** Runs whose latest state is remembered, so that a change of something else is not counted. */
const REMEMBERED_MAX = 20_000;

/** Counts what the store commits, and reads how its runs and queues stand each time that somebody asks. */
export function observeStore(store: Store, metrics: ServerMetrics): void {
  const counted = new Map<string, string>();
  store.onChanges((changes) => {
    for (const change of changes) countChange(metrics, counted, change);
  });
  watchFigures(store, metrics);
}

function countChange({ stateChanges }: ServerMetrics, counted: Map<string, string>, change: LiveChange): void {
  if (change.kind !== "flow-run" && change.kind !== "task-run") return;
  const { id, state_id, state_type } = change.kind === "flow-run" ? change.flow_run : change.task_run;
  if (state_id === null || state_type === null || counted.get(id) === state_id) return;
  counted.delete(id);
  counted.set(id, state_id);
  for (const [oldest] of counted) {
    if (counted.size <= REMEMBERED_MAX) break;
    counted.delete(oldest);
  }
  stateChanges[change.kind].inc({ state_type });
}

/** Each process of a server would read the same of the database: one of them counts, not their sum. */
const ONE_OF_THEM = "first" as const;

/** One read serves all of these: the registry asks for each of them at once. */
function watchFigures(store: Store, { registry }: ServerMetrics): void {
  let reading: Promise<void> | null = null;
  const collect = (): Promise<void> => {
    reading ??= store
      .read("operatorFigures", {})
      .then(show)
      .finally(() => (reading = null));
    return reading;
  };
  const plain = { registers: [registry], aggregator: ONE_OF_THEM, collect };
  const ofQueue = { ...plain, labelNames: ["work_pool", "work_queue"] as const };
  const runs = new Gauge({
    ...plain,
    name: "tutti_flow_runs",
    help: "Flow runs in a state that they leave again, by its type.",
    labelNames: ["state_type"] as const,
  });
  const late = new Gauge({ ...plain, name: "tutti_late_flow_runs", help: "Flow runs that are Late." });
  const due = new Gauge({
    ...ofQueue,
    name: "tutti_work_queue_due_runs",
    help: "Runs whose time has come and that no worker has taken.",
  });
  const lateness = new Gauge({
    ...ofQueue,
    name: "tutti_work_queue_lateness_seconds",
    help: "For how long the first of a queue's due runs has been due.",
  });

  function show({ flow_runs, late_flow_runs, queues }: OperatorFigures): void {
    for (const [state_type, count] of Object.entries(flow_runs)) runs.set({ state_type }, count);
    late.set(late_flow_runs);
    // Queues that are gone are told no more.
    due.reset();
    lateness.reset();
    for (const { work_pool, work_queue, ...figures } of queues) {
      due.set({ work_pool, work_queue }, figures.due);
      lateness.set({ work_pool, work_queue }, figures.lateness_seconds);
    }
  }
}
