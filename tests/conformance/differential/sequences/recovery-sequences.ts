import type { Sequence } from "../sequence.ts";
import { newDeployment, newFlow, newFlowRun, newTaskRun, setFlowRunState } from "../starting-points.ts";

export const recoverySequences: Sequence[] = [
  {
    title: "a run whose process is gone is started again where its deployment says so",
    play: async (api) => {
      const flow_id = await newFlow(api, "recovering");
      const labels = { "tutti.recoveries": 1 };
      const id = await newDeployment(api, flow_id, "recovering", { labels });
      const run = await api.post(`/deployments/${id}/create_flow_run`, { name: "recovering" });
      await setFlowRunState(api, run.id, { type: "PENDING" });
      await setFlowRunState(api, run.id, { type: "RUNNING" });
      await setFlowRunState(api, run.id, { type: "CRASHED", message: "The process is gone." });
      await api.get(`/flow_runs/${run.id}`);
      await setFlowRunState(api, run.id, { type: "CRASHED", message: "Its worker says so, too." });
      await setFlowRunState(api, run.id, { type: "PENDING" });
      await setFlowRunState(api, run.id, { type: "RUNNING" });
      await setFlowRunState(api, run.id, { type: "CRASHED", message: "The process is gone." });
    },
  },
  {
    title: "a run whose process is gone has crashed",
    play: async (api) => {
      const flow_id = await newFlow(api, "crashing");
      const id = await newDeployment(api, flow_id, "crashing");
      const run = await api.post(`/deployments/${id}/create_flow_run`, { name: "crashing" });
      await setFlowRunState(api, run.id, { type: "PENDING" });
      await setFlowRunState(api, run.id, { type: "RUNNING" });
      await setFlowRunState(api, run.id, { type: "CRASHED", message: "The process is gone." });
      await api.get(`/flow_runs/${run.id}`);
    },
  },
  {
    title:
      "task runs of a run that has crashed stay what they were said to be; of one that was cancelled, too, at first",
    play: async (api) => {
      const flow_id = await newFlow(api, "leaving");
      for (const type of ["CRASHED", "CANCELLED"]) {
        const run = await newFlowRun(api, flow_id, { name: type });
        const task = await newTaskRun(api, run, `left-${type}`, { state: { type: "PENDING" } });
        await setFlowRunState(api, run, { type: "RUNNING" });
        await setFlowRunState(api, run, { type });
        await api.get(`/task_runs/${task}`);
      }
    },
  },
];
