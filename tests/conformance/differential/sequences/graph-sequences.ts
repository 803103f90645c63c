import type { Sequence } from "../sequence.ts";
import { absentId, newFlow, newFlowRun, newTaskRun, setFlowRunState, setTaskRunState } from "../starting-points.ts";

export const graphSequences: Sequence[] = [
  {
    title: "the graph of a run with tasks, a subflow and artifacts",
    play: async (api) => {
      const parent = await newFlowRun(api, await newFlow(api, "graph"), {
        name: "graph-parent",
        state: { type: "RUNNING" },
      });
      const first = await newTaskRun(api, parent, "graph-first");
      await setTaskRunState(api, first, { type: "RUNNING" });
      await setTaskRunState(api, first, { type: "COMPLETED" });
      const second = await newTaskRun(api, parent, "graph-second", {
        task_inputs: { x: [{ input_type: "task_run", id: first }], y: [{ input_type: "constant", type: "int" }] },
      });
      await setTaskRunState(api, second, { type: "RUNNING" });
      const placeholder = await newTaskRun(api, parent, "graph-child", {
        task_inputs: { z: [{ input_type: "task_run", id: second }] },
      });
      const child = await newFlowRun(api, await newFlow(api, "graph-child-flow"), {
        name: "graph-child-run",
        parent_task_run_id: placeholder,
      });
      await setFlowRunState(api, child, { type: "RUNNING" });
      await api.post("/artifacts/", {
        key: "graph-report",
        type: "markdown",
        data: "x",
        flow_run_id: parent,
        task_run_id: first,
      });
      await api.post("/artifacts/", { type: "result", data: {}, flow_run_id: parent, task_run_id: second });
      await api.get(`/flow_runs/${parent}/graph-v2`);
      await setFlowRunState(api, child, { type: "COMPLETED" });
      await setFlowRunState(api, parent, { type: "COMPLETED" });
      await api.get(`/flow_runs/${parent}/graph`);
      await api.get(`/flow_runs/${parent}/graph-v2`);
      await api.get(`/flow_runs/${parent}/graph-v2?since=2031-01-01T00:00:00Z`);
      await api.get(`/flow_runs/${parent}/graph-v2?since=yesterday`);
      await api.get(`/flow_runs/${child}/graph-v2`);
    },
  },
  {
    title: "graphs of runs that are empty or not there",
    play: async (api) => {
      const id = await newFlowRun(api, await newFlow(api, "graph-empty"));
      for (const run of [id, absentId, "not-a-uuid"]) {
        await api.get(`/flow_runs/${run}/graph`);
        await api.get(`/flow_runs/${run}/graph-v2`);
      }
    },
  },
];
