import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { Dashboard } from "./dashboard.ts";

// Work as it stands on a busy day: a flow that ran five times, a pool with a worker and due runs, limits that are held and
// waited for, assets that are made from each other.

const identified = z.looseObject({ id: z.string() });

export interface WorkWorld {
  readonly flow: string;
  /** Oldest first; the last one failed. */
  readonly runs: readonly string[];
  readonly limit: string;
  readonly tagLimit: string;
  /** Key of the asset in the middle of the lineage. */
  readonly asset: string;
}

type Post = (path: string, body: object) => Promise<string>;

/** Makes it over the API. */
export async function makeWorkWorld(dashboard: Dashboard): Promise<WorkWorld> {
  const post: Post = async (path, body) => identified.parse(await dashboard.call("POST", path, body)).id;
  const flow = await post("/flows/", { name: "train-model" });
  const runs: string[] = [];
  for (const [index, rate] of [0.1, 0.1, 0.2, 0.3, 0.3].entries()) {
    runs.push(await makeTraining(dashboard, post, flow, index, rate));
  }
  const limit = await holdLimit(dashboard, post, runs);
  const tagLimit = await post("/concurrency_limits/", { tag: "io", concurrency_limit: 2 });
  await makePool(dashboard, post, flow);
  await tellOfAssets(dashboard, runs.at(-1) ?? "");
  return { flow, runs, limit, tagLimit, asset: "s3://lake/features.parquet" };
}

async function makeTraining(dashboard: Dashboard, post: Post, flow: string, index: number, rate: number) {
  const parameters = { rate, months: ["2021-01", "2021-02"], model: { kind: "tree", depth: 4 + index } };
  const id = await post("/flow_runs/", { flow_id: flow, name: `training-${index + 1}`, parameters });
  await dashboard.call("POST", `/flow_runs/${id}/set_state`, { state: { type: "RUNNING" }, force: true });
  const isLast = index === 4;
  for (const [task, count] of [
    ["load", 1],
    ["features", 3],
    ...(index > 1 ? ([["validate", 1]] as const) : []),
  ] as const) {
    for (let call = 0; call < count; call += 1) {
      const body = { flow_run_id: id, task_key: task, dynamic_key: String(call), name: `${task}-${call}` };
      const run = await post("/task_runs/", body);
      const end = isLast && task === "validate" ? "FAILED" : "COMPLETED";
      for (const type of ["RUNNING", end]) {
        await dashboard.call("POST", `/task_runs/${run}/set_state`, { state: { type }, force: true });
      }
    }
  }
  const metrics = JSON.stringify([{ rmse: 6.5 - index * 0.1, rows: 73_908 + index }]);
  await post("/artifacts/", { key: "model-scores", type: "table", data: metrics, flow_run_id: id });
  const text = `# Scores\n\nrmse ${(6.5 - index * 0.1).toFixed(1)}\n\nMade by the training.\n`;
  await post("/artifacts/", { key: "model-report", type: "markdown", data: text, flow_run_id: id });
  const state = isLast ? { type: "FAILED", message: "validate: too few rows" } : { type: "COMPLETED" };
  await dashboard.call("POST", `/flow_runs/${id}/set_state`, { state, force: true });
  return id;
}

/** Two slots: one held by a run, one without a lease; two runs ask in vain. */
async function holdLimit(dashboard: Dashboard, post: Post, runs: readonly string[]): Promise<string> {
  const limit = await post("/v2/concurrency_limits/", { name: "database", limit: 2 });
  const take = (holder: string | undefined) => {
    const body = { names: ["database"], slots: 1, lease_duration: 3600, holder: { type: "flow_run", id: holder } };
    return dashboard.call("POST", "/v2/concurrency_limits/increment-with-lease", body);
  };
  await take(runs[0]);
  await dashboard.call("POST", "/v2/concurrency_limits/increment", { names: ["database"], slots: 1 });
  for (const run of [runs[1], runs[2]]) await take(run).catch(() => undefined);
  return limit;
}

/**
 * A pool `gpu` with the queues default and urgent, runs due in both, and a worker that took two runs; a pool `cpu` with a
 * deployment that may run once at a time, and one run that waits for another.
 */
async function makePool(dashboard: Dashboard, post: Post, flow: string): Promise<void> {
  await post("/work_pools/", { name: "gpu", type: "process" });
  await post("/work_pools/", { name: "cpu", type: "process" });
  await post("/work_pools/", { name: "idle", type: "process" });
  await post("/work_pools/gpu/queues", { name: "urgent" });
  const deployment = await post("/deployments/", {
    name: "nightly",
    flow_id: flow,
    work_pool_name: "cpu",
    concurrency_limit: 1,
    job_variables: { env: { BUCKET: "{{ prefect.variables.bucket }}" } },
  });
  await post("/variables/", { name: "bucket", value: "taxi" });
  const due = (name: string, queue: string) =>
    post("/flow_runs/", {
      flow_id: flow,
      name,
      state: { type: "SCHEDULED" },
      work_pool_name: "gpu",
      work_queue_name: queue,
    });
  for (const name of ["batch-1", "batch-2"]) await due(name, "default");
  await due("hotfix-1", "urgent");
  await dashboard.call("POST", "/work_pools/gpu/workers/heartbeat", { name: "box 1", heartbeat_interval_seconds: 30 });
  const taken = [
    await post(`/deployments/${deployment}/create_flow_run`, { name: "taken-1" }),
    await due("taken-2", "default"),
  ];
  const waiting = await post(`/deployments/${deployment}/create_flow_run`, { name: "waiting-1" });
  for (const id of [...taken, waiting])
    await dashboard.call("POST", `/flow_runs/${id}/set_state`, { state: { type: "PENDING" } });
  for (const type of ["RUNNING", "COMPLETED"]) {
    await dashboard.call("POST", `/flow_runs/${taken[1]}/set_state`, { state: { type } });
  }
  await sayTaken(dashboard, taken);
}

async function sayTaken(dashboard: Dashboard, runs: readonly string[]): Promise<void> {
  const said = (what: string, related: readonly object[]) => ({
    id: randomUUID(),
    occurred: new Date().toISOString(),
    event: `prefect.worker.${what}`,
    resource: { "prefect.resource.id": "prefect.worker.process.box-1", "prefect.resource.name": "box 1" },
    related,
  });
  const run = (id: string) => ({
    "prefect.resource.id": `prefect.flow-run.${id}`,
    "prefect.resource.role": "flow-run",
  });
  const events = [said("started", []), ...runs.map((id) => said("submitted-flow-run", [run(id)]))];
  await dashboard.call("POST", "/events", events);
  const line = { name: "tutti.flow_runs.worker", level: 20, timestamp: new Date().toISOString() };
  const lines = runs.map((flow_run_id) => ({ ...line, flow_run_id, message: "Starting the process of the run." }));
  await dashboard.call("POST", "/logs/", lines);
}

/** raw and zones become features, features a model, the model scores; of the model the last attempt failed. */
async function tellOfAssets(dashboard: Dashboard, run: string): Promise<void> {
  const key = (name: string) => `s3://lake/${name}.parquet`;
  const told = (name: string, sources: readonly string[], result: string, labels: object = {}) => ({
    id: randomUUID(),
    occurred: new Date().toISOString(),
    event: `prefect.asset.materialization.${result}`,
    resource: { "prefect.resource.id": key(name), ...labels },
    related: [
      {
        "prefect.resource.id": `prefect.flow-run.${run}`,
        "prefect.resource.role": "flow-run",
        "prefect.resource.name": "training-5",
      },
      ...sources.map((source) => ({ "prefect.resource.id": key(source), "prefect.resource.role": "asset" })),
    ],
    payload: { rows: 73_908 },
  });
  const labels = {
    "prefect.resource.name": "Features",
    "prefect.asset.description": "What the model is trained on.",
    "prefect.asset.owners": '["ada"]',
  };
  await dashboard.call("POST", "/events", [
    told("features", ["raw", "zones"], "succeeded", labels),
    told("model", ["features"], "succeeded"),
    told("scores", ["model"], "succeeded"),
  ]);
  await dashboard.call("POST", "/events", [told("model", ["features"], "failed")]);
}
