import { vi } from "vitest";
import { z } from "zod";
import type { Dashboard } from "./dashboard.ts";

const identified = z.looseObject({ id: z.string() });

/** One object of every kind that Prefect's web UI has a page for. */
export interface PrefectUiWorld {
  readonly flow: string;
  readonly flowRun: string;
  readonly taskRun: string;
  readonly deployment: string;
  readonly block: string;
  readonly automation: string;
  readonly limit: string;
  readonly artifact: string;
  /** As the UI names an event in its address: day and id. */
  readonly event: string;
}

const PARAMETERS = {
  type: "object",
  title: "Parameters",
  properties: {
    month: { type: "string", title: "month", default: "2021-01" },
    size: { type: "integer", title: "size" },
  },
  required: ["size"],
};

const TRIGGER = {
  type: "event",
  posture: "Reactive",
  expect: ["prefect.flow-run.Failed"],
  match: { "prefect.resource.id": "prefect.flow-run.*" },
  threshold: 1,
  within: 0,
};

/** Makes it over the API. */
export async function makePrefectUiWorld(dashboard: Dashboard): Promise<PrefectUiWorld> {
  const post = async (path: string, body: object) => identified.parse(await dashboard.call("POST", path, body)).id;
  await post("/work_pools/", { name: "zoompool", type: "process" });
  const flow = await post("/flows/", { name: "main-flow" });
  const deployment = await post("/deployments/", {
    name: "taxi1",
    flow_id: flow,
    work_pool_name: "zoompool",
    parameter_openapi_schema: PARAMETERS,
    parameters: { size: 3 },
    schedules: [{ schedule: { cron: "0 9 * * 1-5", timezone: "UTC" }, active: true }],
    entrypoint: "orchestrate.py:main_flow",
  });
  const { flowRun, taskRun } = await makeRun(dashboard, deployment);
  const artifact = await post("/artifacts/", {
    key: "report",
    type: "markdown",
    data: "# Report\n\n**6.46**",
    flow_run_id: flowRun,
    task_run_id: taskRun,
  });
  await post("/variables/", { name: "bucket", value: "taxi", tags: ["io"] });
  await post("/v2/concurrency_limits/", { name: "database", limit: 3 });
  const limit = await post("/concurrency_limits/", { tag: "io", concurrency_limit: 2 });
  const automation = await post("/automations/", {
    name: "retrain",
    trigger: TRIGGER,
    actions: [{ type: "run-deployment", source: "selected", deployment_id: deployment, parameters: { size: 1 } }],
  });
  const block = await makeSecret(dashboard);
  return { flow, flowRun, taskRun, deployment, block, automation, limit, artifact, event: await anEvent(dashboard) };
}

async function makeRun(dashboard: Dashboard, deployment: string) {
  const run = identified.parse(await dashboard.call("POST", `/deployments/${deployment}/create_flow_run`, {}));
  const become = (kind: string, id: string, type: string) =>
    dashboard.call("POST", `/${kind}/${id}/set_state`, { state: { type } });
  for (const type of ["PENDING", "RUNNING"]) await become("flow_runs", run.id, type);
  const body = { flow_run_id: run.id, task_key: "train", dynamic_key: "0", name: "train-0", tags: ["io"] };
  const task = identified.parse(await dashboard.call("POST", "/task_runs/", body));
  for (const type of ["RUNNING", "COMPLETED"]) await become("task_runs", task.id, type);
  const line = { name: "prefect.flow_runs", level: 20, message: "73,908 rows", timestamp: new Date().toISOString() };
  await dashboard.call("POST", "/logs/", [{ ...line, flow_run_id: run.id, task_run_id: task.id }]);
  await become("flow_runs", run.id, "FAILED");
  return { flowRun: run.id, taskRun: task.id };
}

/** The server brings its block types along when it has started, so one is waited for. */
async function secretType(dashboard: Dashboard) {
  const filter = { block_types: { slug: { any_: ["secret"] } } };
  return vi.waitFor(async () => {
    const [type] = z.tuple([identified]).parse(await dashboard.call("POST", "/block_types/filter", filter));
    return type;
  }, 120_000);
}

async function makeSecret(dashboard: Dashboard): Promise<string> {
  const type = await secretType(dashboard);
  const filter = { block_schemas: { block_type_id: { any_: [type.id] } } };
  const [schema] = z.array(identified).parse(await dashboard.call("POST", "/block_schemas/filter", filter));
  const body = { name: "token", block_type_id: type.id, block_schema_id: schema?.id, data: { value: "s3cret" } };
  return identified.parse(await dashboard.call("POST", "/block_documents/", body)).id;
}

async function anEvent(dashboard: Dashboard): Promise<string> {
  const found = z
    .object({ events: z.array(z.object({ id: z.string(), occurred: z.string() })) })
    .parse(await dashboard.call("POST", "/events/filter", {}));
  const [event] = found.events;
  if (event === undefined) throw new Error("nothing has happened");
  return `${event.occurred.slice(0, 10)}/${event.id}`;
}
