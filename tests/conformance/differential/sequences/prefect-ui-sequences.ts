import { randomUUID } from "node:crypto";
import type { Sequence } from "../sequence.ts";
import { absentId, newFlow, newFlowRun, newTaskRun, setTaskRunState } from "../starting-points.ts";

const none = { flows: { name: { any_: ["ui-no-such-flow"] } } };

/** What Prefect's web UI reads beside the public operations, and where events come in over HTTP. */
export const prefectUiSequences: Sequence[] = [
  {
    title: "flow runs as points, and the counts of their task runs",
    play: async (api) => {
      const flow = await newFlow(api, "ui-runs");
      const flows = { id: { any_: [flow] } };
      const state = { type: "SCHEDULED", state_details: { scheduled_time: "2031-01-01T00:00:00Z" } };
      const first = await newFlowRun(api, flow, { name: "ui-a", state });
      const second = await newFlowRun(api, flow, { name: "ui-b", state });
      await newTaskRun(api, first, "ui-one");
      await newTaskRun(api, first, "ui-two");
      for (const sort of ["NAME_ASC", "NAME_DESC"]) await api.post("/ui/flow_runs/history", { flows, sort });
      await api.post("/ui/flow_runs/history", { flows, sort: "NAME_ASC", limit: 1, offset: 1 });
      await api.post("/ui/flow_runs/history", none);
      await api.post("/ui/flow_runs/history", { ...none, limit: 1001 });
      await api.post("/ui/flow_runs/count-task-runs", { flow_run_ids: [first] });
      await api.post("/ui/flow_runs/count-task-runs", { flow_run_ids: [second] });
      await api.post("/ui/flow_runs/count-task-runs", { flow_run_ids: [] });
      await api.post("/ui/flow_runs/count-task-runs", {});
      await api.post("/ui/flow_runs/count-task-runs", { flow_run_ids: ["x"] });
    },
  },
  {
    title: "task runs counted by state, and one with the name of its flow run",
    play: async (api) => {
      const run = await newFlowRun(api, await newFlow(api, "ui-tasks"), {
        name: "ui-tasks-run",
        state: { type: "RUNNING" },
      });
      const done = await newTaskRun(api, run, "ui-done");
      await setTaskRunState(api, done, { type: "RUNNING" });
      await setTaskRunState(api, done, { type: "COMPLETED" });
      await newTaskRun(api, run, "ui-pending");
      const task_runs = { flow_run_id: { any_: [run] } };
      await api.post("/ui/task_runs/count", { task_runs });
      await api.post("/ui/task_runs/count", none);
      await api.post("/ui/task_runs/count", { task_runs: { unknown: 1 } });
      await api.post("/ui/task_runs/dashboard/counts", {
        task_runs: { ...task_runs, start_time: { after_: "2020-01-01T00:00:00Z" } },
      });
      await api.post("/ui/task_runs/dashboard/counts", {});
      await api.get(`/ui/task_runs/${done}`);
      await api.get(`/ui/task_runs/${absentId}`);
    },
  },
  {
    title: "events are taken over HTTP, and read by nobody yet",
    play: async (api) => {
      const event = {
        occurred: "2024-05-01T10:00:00Z",
        event: "differential.posted",
        resource: { "prefect.resource.id": "differential.1" },
      };
      await api.post("/events", [{ ...event, id: randomUUID() }]);
      await api.post("/events", []);
      await api.post("/events", event);
      await api.post("/events", [{ ...event, id: randomUUID(), resource: {} }]);
      await api.post("/events", [{ event: "differential.posted" }]);
    },
  },
  {
    title: "a server shows its settings",
    play: async (api) => {
      await api.get("/admin/settings");
    },
  },
];
