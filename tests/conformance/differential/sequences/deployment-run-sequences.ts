import type { Sequence } from "../sequence.ts";
import { absentId, newDeployment, newFlow, setFlowRunState } from "../starting-points.ts";

export const deploymentRunSequences: Sequence[] = [
  {
    title: "a run of a deployment has what the deployment says, and what the request says",
    play: async (api) => {
      const flow_id = await newFlow(api, "running flow");
      const id = await newDeployment(api, flow_id, "running", {
        version: "7",
        tags: ["a"],
        labels: { of: "deployment" },
        parameters: { x: 1, y: { deep: [1] } },
        enforce_parameter_schema: false,
        job_variables: { image: "x" },
      });
      const { id: runId } = await api.post(`/deployments/${id}/create_flow_run`, { name: "plain" });
      await api.get(`/flow_runs/${runId}`);
      await api.post(`/deployments/${id}/create_flow_run`, {
        name: "own",
        parameters: { y: 2, z: null },
        tags: ["a"],
        labels: { of: "run", "prefect.flow.id": "mine" },
        context: { c: 1 },
        job_variables: { image: "y" },
        state: { type: "SCHEDULED", state_details: { scheduled_time: "2040-01-01T00:00:00Z" } },
        empirical_policy: { retries: 2 },
      });
      await api.post(`/deployments/${id}/create_flow_run`, { name: "pending", state: { type: "PENDING" } });
      await api.get(`/deployments/${id}`);
    },
  },
  {
    title: "a run of a deployment is made once for its key",
    play: async (api) => {
      const flow_id = await newFlow(api, "keyed flow");
      const id = await newDeployment(api, flow_id, "keyed");
      await api.post(`/deployments/${id}/create_flow_run`, { name: "once", idempotency_key: "k" });
      await api.post(`/deployments/${id}/create_flow_run`, { name: "twice", idempotency_key: "k" });
    },
  },
  {
    title: "runs of a deployment that cannot be made",
    play: async (api) => {
      const flow_id = await newFlow(api, "refused flow");
      const id = await newDeployment(api, flow_id, "refused");
      await api.post(`/deployments/${absentId}/create_flow_run`, {});
      await api.post("/deployments/not-a-uuid/create_flow_run", {});
      await api.post(`/deployments/${id}/create_flow_run`, { unknown: 1 });
      await api.post(`/deployments/${id}/create_flow_run`, { parameters: null });
      await api.post(`/deployments/${id}/create_flow_run`, { tags: null });
      await api.post(`/deployments/${id}/create_flow_run`, { name: "no pool", work_queue_name: "some queue" });
    },
  },
  {
    title: "a run of a deployment runs, and goes on without the deployment",
    play: async (api) => {
      const flow_id = await newFlow(api, "orphaned flow");
      const id = await newDeployment(api, flow_id, "orphaning");
      const waiting = (await api.post(`/deployments/${id}/create_flow_run`, { name: "waiting" })).id;
      const running = (await api.post(`/deployments/${id}/create_flow_run`, { name: "running" })).id;
      await setFlowRunState(api, running, { type: "PENDING" });
      await setFlowRunState(api, running, { type: "RUNNING" });
      await api.delete(`/deployments/${id}`);
      await api.get(`/flow_runs/${waiting}`);
      await api.get(`/flow_runs/${running}`);
      await setFlowRunState(api, running, { type: "COMPLETED" });
      await setFlowRunState(api, running, { type: "SCHEDULED" });
      await setFlowRunState(api, running, { type: "PENDING" });
    },
  },
  {
    title: "a run that is made for a flow may name a deployment",
    play: async (api) => {
      const flow_id = await newFlow(api, "named in run");
      const id = await newDeployment(api, flow_id, "named in run", { labels: { from: "deployment" }, tags: ["t"] });
      await api.post("/flow_runs/", { flow_id, name: "of deployment", deployment_id: id, labels: { own: 1 } });
      await api.post("/flow_runs/", { flow_id, name: "of none", deployment_id: absentId });
    },
  },
];
