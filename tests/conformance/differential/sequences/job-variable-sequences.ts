import type { Session } from "../session.ts";
import type { Sequence } from "../sequence.ts";
import { newDeployment, newFlow } from "../starting-points.ts";

const variables = {
  type: "object",
  properties: {
    image: { type: "string" },
    cpu: { type: "integer", default: 2 },
    memory: { type: "string", default: 5 },
    env: { type: "object", additionalProperties: { type: "string" }, default: {} },
  },
  required: ["image"],
};
const job_configuration = {
  image: "{{ image }}",
  cpu: "{{ cpu }}",
  memory: "{{ memory }}",
  env: "{{ env }}",
};

async function newPool(api: Session, name: string, properties: object = {}): Promise<void> {
  const template = {
    job_configuration,
    variables: { ...variables, properties: { ...variables.properties, ...properties } },
  };
  await api.post("/work_pools/", { name, type: "process", base_job_template: template });
}

const given: object[] = [
  { image: "a" },
  { image: 1 },
  {},
  { image: "a", cpu: "many" },
  { image: "a", cpu: null },
  { image: "a", env: { A: 1 } },
  { image: "a", more: true },
];

export const jobVariableSequences: Sequence[] = [
  {
    title: "job variables of a deployment are as its pool's template wants them",
    play: async (api) => {
      await newPool(api, "variables of deployments", { memory: { type: "string", default: "1Gi" } });
      const flow_id = await newFlow(api, "variables");
      const base = { name: "variables", flow_id, work_pool_name: "variables of deployments" };
      for (const job_variables of given) await api.post("/deployments/", { ...base, job_variables });
      const { id } = await api.post("/deployments/", { ...base, work_queue_name: "made for it" });
      await api.get("/work_pools/variables%20of%20deployments/queues/made%20for%20it");
      for (const job_variables of given) await api.patch(`/deployments/${id}`, { job_variables });
      await api.get(`/deployments/${id}`);
      await api.patch(`/deployments/${id}`, { work_pool_name: null });
      await api.get(`/deployments/${id}`);
    },
  },
  {
    title: "job variables of a run are as its deployment's pool wants them",
    play: async (api) => {
      await newPool(api, "variables of runs", { memory: { type: "string", default: "1Gi" } });
      const flow_id = await newFlow(api, "variables of runs");
      const rest = { work_pool_name: "variables of runs", job_variables: { cpu: 1 } };
      const id = await newDeployment(api, flow_id, "variables of runs", rest);
      for (const job_variables of given) {
        await api.post(`/deployments/${id}/create_flow_run`, { name: "r", job_variables });
      }
      const run = await api.post(`/deployments/${id}/create_flow_run`, { name: "changed", job_variables: given[0] });
      for (const job_variables of given) await api.patch(`/flow_runs/${run.id}`, { job_variables });
      await api.get(`/flow_runs/${run.id}`);
      await api.post(`/deployments/${id}/create_flow_run`, {
        name: "queued",
        work_queue_name: "own",
        job_variables: given[0],
      });
      const served = await newDeployment(api, flow_id, "served variables", { job_variables: { any: 1 } });
      const free = await api.post(`/deployments/${served}/create_flow_run`, { name: "free", job_variables: { x: 1 } });
      await api.patch(`/flow_runs/${free.id}`, { job_variables: { x: 2 } });
      await api.get(`/flow_runs/${free.id}`);
    },
  },
];
