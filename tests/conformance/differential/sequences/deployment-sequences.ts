import type { Sequence } from "../sequence.ts";
import { absentId, newDeployment, newFlow } from "../starting-points.ts";

const schema = {
  type: "object",
  title: "Parameters",
  properties: { x: { type: "integer", title: "x", position: 0 }, name: { type: "string", title: "name", position: 1 } },
  required: ["x"],
};

export const deploymentSequences: Sequence[] = [
  {
    title: "a deployment is created, read by id and by name, and deleted",
    play: async (api) => {
      const flow_id = await newFlow(api, "deployed flow");
      const { id } = await api.post("/deployments/", { name: "first", flow_id });
      await api.get(`/deployments/${id}`);
      await api.get("/deployments/name/deployed flow/first");
      await api.delete(`/deployments/${id}`);
      await api.delete(`/deployments/${id}`);
      await api.get(`/deployments/${id}`);
      await api.get("/deployments/name/deployed flow/first");
      for (const method of ["GET", "DELETE"]) await api.request(method, "/deployments/not-a-uuid");
    },
  },
  {
    title: "a deployment with all that it may have",
    play: async (api) => {
      const flow_id = await newFlow(api, "full flow");
      await api.patch(`/flows/${flow_id}`, { tags: ["of-flow"] });
      const { id } = await api.post("/deployments/", fullDeployment(flow_id));
      await api.get(`/deployments/${id}`);
      await api.post("/deployments/", { name: "full", flow_id });
      await api.post("/deployments/", { name: "full", flow_id, version: null, tags: [], parameters: { x: 2 } });
      await api.post("/deployments/", { name: "full", flow_id, labels: null, pull_steps: null, description: "other" });
    },
  },
  {
    title: "deployments that cannot be created",
    play: async (api) => {
      const flow_id = await newFlow(api, "refusing flow");
      const bad = [
        { name: "no flow" },
        { flow_id },
        { name: "a", flow_id: "x" },
        { name: "a", flow_id, unknown: 1 },
        { name: "a", flow_id, paused: null },
        { name: "a", flow_id, tags: null },
        { name: "a", flow_id, schedules: null },
        { name: "a", flow_id, parameters: null },
        { name: "a", flow_id, concurrency_limit: 0 },
        { name: "a", flow_id, concurrency_limit: 1, global_concurrency_limit_id: absentId },
        { name: "a", flow_id, concurrency_options: { collision_strategy: "WAIT" } },
        { name: "a", flow_id, concurrency_options: { collision_strategy: "ENQUEUE", grace_period_seconds: 59 } },
        { name: "a", flow_id, concurrency_options: { collision_strategy: "ENQUEUE", grace_period_seconds: 86_401 } },
      ];
      for (const body of bad) await api.post("/deployments/", body);
      await api.post("/deployments/", { name: "a", flow_id: absentId });
      await api.post("/deployments/", { name: "a", flow_id, global_concurrency_limit_id: absentId });
      await api.post("/deployments/", { name: "a", flow_id, work_pool_name: "no such pool" });
      await api.post("/deployments/", { name: "a", flow_id, storage_document_id: absentId });
      await api.post("/deployments/", { name: "a", flow_id, infrastructure_document_id: absentId });
      await api.post("/deployments/count", { deployments: { name: { any_: ["a"] } } });
    },
  },
  {
    title: "names that a deployment may have",
    play: async (api) => {
      const flow_id = await newFlow(api, "naming flow");
      for (const name of ["ok", "with space", "a:b", "é", "x".repeat(300)]) {
        await api.post("/deployments/", { name, flow_id });
      }
    },
  },
  {
    title: "names that a deployment may not have",
    play: async (api) => {
      const flow_id = await newFlow(api, "misnaming flow");
      for (const name of ["a/b", "50%", "a&b", "a<b>", ""]) await api.post("/deployments/", { name, flow_id });
    },
  },
  {
    title: "a deployment's limit",
    play: async (api) => {
      const flow_id = await newFlow(api, "limited flow");
      await api.post("/deployments/", { name: "limited", flow_id, concurrency_limit: 3 });
      await api.post("/deployments/", { name: "limited", flow_id, concurrency_limit: 5 });
      const options = { collision_strategy: "CANCEL_NEW", grace_period_seconds: 60 };
      await api.post("/deployments/", { name: "limited", flow_id, concurrency_options: options });
      await api.post("/deployments/", { name: "limited", flow_id, concurrency_limit: null });
      await api.post("/deployments/", { name: "limited", flow_id, concurrency_options: null });
    },
  },
  {
    title: "deployments are filtered, counted, sorted and paged",
    play: async (api) => {
      const flow_id = await newFlow(api, "listed flow");
      const other = await newFlow(api, "Other Flow");
      const ids = [
        await newDeployment(api, flow_id, "b-one", { tags: ["red"] }),
        await newDeployment(api, flow_id, "a-two", { tags: ["red", "blue"], paused: true }),
        await newDeployment(api, other, "c-Three", { work_queue_name: "listed queue" }),
      ];
      const [first = ""] = ids;
      await api.post(`/deployments/${first}/create_flow_run`, { name: "listed run" });
      const among = { id: { any_: ids } };
      for (const filter of deploymentFilters(ids)) {
        await api.post("/deployments/filter", { deployments: filter });
        await api.post("/deployments/count", { deployments: filter });
      }
      for (const sort of ["NAME_ASC", "NAME_DESC", "CREATED_DESC", "SIDEWAYS", null]) {
        await api.post("/deployments/filter", { deployments: among, sort });
      }
      for (const filters of [
        { flows: { name: { any_: ["Other Flow"] } } },
        { flow_runs: { name: { any_: ["listed run"] } } },
        { flow_runs: {} },
        { task_runs: {} },
        { work_pools: { name: { any_: ["no pool"] } } },
      ]) {
        await api.post("/deployments/filter", { deployments: among, ...filters });
      }
      await api.post("/deployments/filter", { deployments: among, limit: 1, offset: 1 });
      await api.post("/deployments/filter", { limit: 201 });
      await api.post("/deployments/count", { deployments: { unknown: 1 } });
      await api.post("/deployments/paginate", { deployments: among, limit: 2, page: 2 });
      await api.post("/deployments/paginate", { page: 0 });
    },
  },
  {
    title: "runs, tasks and flows are found by their deployment",
    play: async (api) => {
      const flow_id = await newFlow(api, "found by deployment");
      const bare = await newFlow(api, "bare of deployments");
      const id = await newDeployment(api, flow_id, "finding", { tags: ["finding"] });
      const { id: runId } = await api.post(`/deployments/${id}/create_flow_run`, { name: "found run" });
      await api.post("/task_runs/", { flow_run_id: runId, task_key: "k", dynamic_key: "0", name: "found task" });
      await api.post("/flow_runs/", { flow_id: bare, name: "bare run" });
      const flows = { id: { any_: [flow_id, bare] } };
      for (const deployments of [
        {},
        { name: { any_: ["finding"] } },
        { name: { any_: ["other"] } },
        { tags: { all_: ["finding"] } },
      ]) {
        for (const kind of ["flows", "flow_runs", "task_runs"]) {
          await api.post(`/${kind}/filter`, { flows, deployments, sort: "NAME_ASC" });
          await api.post(`/${kind}/count`, { flows, deployments });
        }
      }
      for (const is_null_ of [true, false, null]) {
        await api.post("/flows/filter", { flows: { ...flows, deployment: { is_null_ } }, sort: "NAME_ASC" });
        await api.post("/flow_runs/filter", { flows, flow_runs: { deployment_id: { is_null_ } }, sort: "NAME_ASC" });
      }
    },
  },
  {
    title: "deployments are deleted in bulk",
    play: async (api) => {
      const flow_id = await newFlow(api, "bulk flow");
      for (const name of ["bulk-1", "bulk-2"]) await newDeployment(api, flow_id, name);
      await api.post("/deployments/bulk_delete", { deployments: { name: { like_: "bulk-" } }, limit: 1 });
      await api.post("/deployments/bulk_delete", { deployments: { name: { like_: "bulk-" } } });
      await api.post("/deployments/bulk_delete", { deployments: { name: { like_: "bulk-" } } });
      await api.post("/deployments/bulk_delete", { limit: 51 });
    },
  },
];

function fullDeployment(flow_id: string) {
  return {
    name: "full",
    flow_id,
    paused: true,
    version: "1.2",
    description: "what it does",
    tags: ["a", "b", "a"],
    labels: { team: "data", count: 3, ratio: 0.5, ok: true },
    parameters: { x: 1, name: "n", big: 12_345_678_901 },
    parameter_openapi_schema: schema,
    enforce_parameter_schema: false,
    pull_steps: [{ "prefect.deployments.steps.set_working_directory": { directory: "/tmp" } }],
    path: "/tmp",
    entrypoint: "flow.py:flow",
    job_variables: { env: { A: "1" } },
    concurrency_options: { collision_strategy: "ENQUEUE" },
    version_info: { type: "prefect:simple", version: "1" },
  };
}

function deploymentFilters(ids: string[]): object[] {
  const [first = ""] = ids;
  return [
    { id: { any_: [first] } },
    { id: { any_: ids, not_any_: [first] } },
    { id: { any_: [] } },
    { id: { any_: ids }, name: { like_: "THREE" } },
    { id: { any_: ids }, name: { any_: ["b-one", "a-two"] } },
    { id: { any_: ids }, flow_or_deployment_name: { like_: "other" } },
    { id: { any_: ids }, flow_or_deployment_name: { like_: "two" } },
    { id: { any_: ids }, paused: { eq_: true } },
    { id: { any_: ids }, paused: { eq_: false } },
    { id: { any_: ids }, tags: { all_: ["red"] } },
    { id: { any_: ids }, tags: { any_: ["blue", "green"] } },
    { id: { any_: ids }, tags: { is_null_: true } },
    { id: { any_: ids }, work_queue_name: { any_: ["listed queue"] } },
    { id: { any_: ids }, concurrency_limit: { is_null_: true } },
    { operator: "or_", id: { any_: [first] }, paused: { eq_: true } },
  ];
}
