import type { Sequence } from "../sequence.ts";
import type { Session } from "../session.ts";

/** Reads the events of a resource, oldest first, once there are as many. */
async function eventsOf(api: Session, resource: string, count: number): Promise<void> {
  const body = { filter: { resource: { id: [resource] }, order: "ASC" } };
  const isThere = ({ body: answer }: { body: unknown }) => Reflect.get(Object(answer), "total") === count;
  await api.settle("/events/filter", body, isThere);
}

export const deploymentEventSequences: Sequence[] = [
  {
    title: "a deployment tells of its life",
    play: async (api) => {
      const { id: flow_id } = await api.post("/flows/", { name: "ev-deployed" });
      const create = { name: "ev-life", flow_id, tags: ["a"], parameters: { x: 1 }, version: "1" };
      const { id } = await api.post("/deployments/", create);
      await api.post("/deployments/", create);
      await api.post("/deployments/", { ...create, version: "2" });
      await api.patch(`/deployments/${id}`, { tags: ["b"] });
      await api.patch(`/deployments/${id}`, { tags: ["b"] });
      await api.patch(`/deployments/${id}`, { paused: true });
      await api.post(`/deployments/${id}/pause_deployment`);
      await api.post(`/deployments/${id}/resume_deployment`);
      await api.post(`/deployments/${id}/resume_deployment`);
      await api.delete(`/deployments/${id}`);
      await eventsOf(api, `prefect.deployment.${id}`, 5);
    },
  },
  {
    title: "a deployment in a pool tells of its queue, its pool and its limit",
    play: async (api) => {
      const { id: flow_id } = await api.post("/flows/", { name: "ev-pooled" });
      await api.post("/work_pools/", { name: "ev-deployment-pool", type: "process" });
      const create = { name: "ev-pooled", flow_id, work_pool_name: "ev-deployment-pool", concurrency_limit: 2 };
      const { id } = await api.post("/deployments/", create);
      await api.patch(`/deployments/${id}`, { concurrency_limit: 3 });
      await api.patch(`/deployments/${id}`, { work_queue_name: "ev-other" });
      await eventsOf(api, `prefect.deployment.${id}`, 2);
    },
  },
];
