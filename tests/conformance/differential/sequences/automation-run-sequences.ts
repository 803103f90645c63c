import type { Sequence } from "../sequence.ts";

const reactive = { type: "event", posture: "Reactive", expect: ["never.happens"] };

const template = {
  variables: {
    type: "object",
    properties: { cpu: { type: "integer" }, image: { type: "string", default: "x" } },
    required: ["cpu"],
  },
  job_configuration: { command: "{{ command }}", cpu: "{{ cpu }}" },
};

/** What an automation is told of the runs that it makes. */
export const automationRunSequences: Sequence[] = [
  {
    title: "the job variables of an automation's runs are held against the deployment's pool",
    play: async (api) => {
      const { id: flow_id } = await api.post("/flows/", { name: "pooled" });
      const name = "automated-pool";
      await api.post("/work_pools/", { name, type: "test", base_job_template: template });
      const bare = await api.post("/deployments/", { name: "bare", flow_id });
      const pooled = await api.post("/deployments/", { name: "pooled", flow_id, work_pool_name: name });
      const ready = { name: "ready", flow_id, work_pool_name: name, job_variables: { cpu: 1 } };
      const deployments = [bare, pooled, await api.post("/deployments/", ready)];
      const variables = [{ cpu: 2 }, { cpu: "many" }, { image: 5 }, { image: "y" }, { unknown: 1 }, {}, null];
      for (const { id: deployment_id } of deployments) {
        for (const job_variables of variables) {
          const action = { type: "run-deployment", source: "selected", deployment_id, job_variables };
          await api.post("/automations/", { name: "sized", trigger: reactive, actions: [action] });
        }
      }
    },
  },
  {
    title: "the parameters of an automation's runs are looked at when it is made",
    play: async (api) => {
      const { id: flow_id } = await api.post("/flows/", { name: "parametrised" });
      const { id: deployment_id } = await api.post("/deployments/", { name: "d", flow_id });
      for (const x of [
        { __prefect_kind: "jinja", template: "{{ event.id }}" },
        { __prefect_kind: "jinja", template: "{{ event.id" },
        { __prefect_kind: "jinja" },
        { __prefect_kind: "json", value: "[1" },
        { __prefect_kind: "json", value: "[1]" },
        { __prefect_kind: "json", value: { __prefect_kind: "jinja", template: "{{ a" } },
        { __prefect_kind: "json" },
        { __prefect_kind: "json", value: 5 },
        { __prefect_kind: "workspace_variable", variable_name: "none" },
        { __prefect_kind: "workspace_variable" },
        { __prefect_kind: "unheard-of", value: 1 },
        { __prefect_kind: 5 },
        { __prefect_kind: null },
        { __prefect_kind: "none", value: 1 },
        "{{ event.id",
        "{{ event.id }}",
        "{% if %}",
      ]) {
        const action = { type: "run-deployment", source: "selected", deployment_id, parameters: { x } };
        await api.post("/automations/", { name: "told", trigger: reactive, actions: [action] });
      }
      const inferred = {
        type: "run-deployment",
        source: "inferred",
        parameters: { x: { __prefect_kind: "jinja", template: "{{" } },
      };
      await api.post("/automations/", { name: "told", trigger: reactive, actions: [inferred] });
    },
  },
];
