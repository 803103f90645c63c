import type { Sequence } from "../sequence.ts";
import type { Session } from "../session.ts";

/** Reads the events of a resource, oldest first, once there are as many. */
async function eventsOf(api: Session, resource: string, count: number): Promise<void> {
  const body = { filter: { resource: { id: [resource] }, order: "ASC" } };
  const isThere = ({ body: answer }: { body: unknown }) => Reflect.get(Object(answer), "total") === count;
  await api.settle("/events/filter", body, isThere);
}

export const workEventSequences: Sequence[] = [
  {
    title: "a work pool and its queues tell of their lives",
    play: async (api) => {
      const pool = await api.post("/work_pools/", { name: "ev-pool", type: "process" });
      const first = String(Reflect.get(Object(pool.body), "default_queue_id"));
      const path = "/work_pools/ev-pool";
      await api.patch(path, { description: "said", concurrency_limit: 3 });
      await api.patch(path, { storage_configuration: { bundle_upload_step: { a: 1 } } });
      await api.patch(path, { description: "said" });
      await api.post(`${path}/workers/heartbeat`, { name: "w" });
      await api.patch(path, { is_paused: true });
      await api.patch(path, { is_paused: true });
      await api.patch(path, { is_paused: false });
      const { id } = await api.post(`${path}/queues`, { name: "ev-queue", concurrency_limit: 1 });
      await api.patch(`${path}/queues/ev-queue`, { description: "said", concurrency_limit: 2 });
      await api.patch(`${path}/queues/ev-queue`, { is_paused: true });
      await api.patch(`${path}/queues/ev-queue`, { is_paused: true });
      await api.patch(`${path}/queues/ev-queue`, { is_paused: false });
      await api.patch(`/work_queues/${id}`, { name: "ev-renamed" });
      await api.delete(`/work_queues/${id}`);
      await api.delete(path);
      await eventsOf(api, `prefect.work-pool.${pool.id}`, 9);
      await eventsOf(api, `prefect.work-queue.${id}`, 6);
      await eventsOf(api, `prefect.work-queue.${first}`, 2);
    },
  },
  {
    title: "who polls tells that a queue and its deployments are ready",
    play: async (api) => {
      await api.post("/work_pools/", { name: "ev-ready", type: "process" });
      const { id: queue } = await api.get("/work_pools/ev-ready/queues/default");
      const { id: flow } = await api.post("/flows/", { name: "ev-ready-flow" });
      const deployment = await api.post("/deployments/", {
        name: "ev-deployment",
        flow_id: flow,
        work_pool_name: "ev-ready",
      });
      await api.post("/work_pools/ev-ready/get_scheduled_flow_runs", {});
      await eventsOf(api, `prefect.work-queue.${queue}`, 2);
      await eventsOf(api, `prefect.deployment.${deployment.id}`, 2);
    },
  },
  {
    title: "a run's events name its queue and its pool",
    play: async (api) => {
      await api.post("/work_pools/", { name: "ev-run", type: "process" });
      const { id: flow } = await api.post("/flows/", { name: "ev-run-flow" });
      const run = await api.post("/flow_runs/", { flow_id: flow, name: "ev-run", work_pool_name: "ev-run" });
      await eventsOf(api, `prefect.flow-run.${run.id}`, 1);
    },
  },
];
