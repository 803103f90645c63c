import type { Session } from "../session.ts";
import type { Sequence } from "../sequence.ts";
import { blockRef, newBlock, newBlockKind } from "../block-starting-points.ts";
import { absentId, newDeployment, newFlow } from "../starting-points.ts";

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
      const work_pool_name = "variables of deployments";
      for (const job_variables of given) await api.patch(`/deployments/${id}`, { work_pool_name, job_variables });
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
  {
    title: "defaults of a pool's template are as its variables want them",
    play: async (api) => {
      const defaults = [5, "1Gi", null, { $ref: {} }, { $ref: { block_document_id: null } }];
      for (const [index, given] of defaults.entries()) {
        await newPool(api, `defaults ${index}`, { memory: { type: "string", default: given } });
      }
      const flawed = { ...variables, properties: { ...variables.properties, memory: { type: "thing" } } };
      const base_job_template = { job_configuration, variables: flawed };
      await api.post("/work_pools/", { name: "flawed defaults", type: "process", base_job_template });
      await api.patch("/work_pools/defaults%201", { base_job_template });
    },
  },
  {
    title: "blocks stand for defaults of a pool's template",
    play: async (api) => {
      const kind = await newBlockKind(api, "standing", {
        properties: { token: { type: "string" }, size: { type: "integer" } },
        secret_fields: ["token"],
      });
      const { id: block } = await newBlock(api, kind, "in-place", { token: "hidden", size: 1 });
      const fits = { type: "object", properties: { token: { type: "string" }, size: { type: "integer" } } };
      const refuses = { type: "object", properties: { size: { type: "string" } } };
      const memory = { type: "string", default: "1Gi" };
      for (const [index, declared] of [fits, refuses].entries()) {
        await newPool(api, `of blocks ${index}`, { memory, cluster: { ...declared, default: blockRef(block) } });
      }
      for (const id of [absentId, "no id", block.toUpperCase()]) {
        await newPool(api, `of blocks ${id}`, { memory, cluster: { ...fits, default: blockRef(id) } });
      }
      const flow_id = await newFlow(api, "of blocks");
      const rest = { work_pool_name: "of blocks 0", job_variables: { image: "a" } };
      const id = await newDeployment(api, flow_id, "of blocks", rest);
      const run = await api.post(`/deployments/${id}/create_flow_run`, { name: "r" });
      await api.patch(`/flow_runs/${run.id}`, { job_variables: { cluster: { size: "many" } } });
      await api.get("/work_pools/of%20blocks%200");
      await api.delete(`/block_documents/${block}`);
      await api.post(`/deployments/${id}/create_flow_run`, { name: "r", job_variables: { cluster: {} } });
      await api.post("/deployments/", { name: "later", flow_id, ...rest });
      await api.patch(`/deployments/${id}`, rest);
      await api.patch(`/flow_runs/${run.id}`, { job_variables: { cpu: 1 } });
    },
  },
];
