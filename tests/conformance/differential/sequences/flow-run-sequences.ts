import type { Sequence } from "../sequence.ts";
import { absentId, newFlow, newFlowRun, newTaskRun, setFlowRunState } from "../starting-points.ts";

const later = "2031-03-04T05:06:07Z";

export const flowRunSequences: Sequence[] = [
  {
    title: "a flow run is created with nothing but its flow",
    play: async (api) => {
      const id = await newFlowRun(api, await newFlow(api, "runs-plain"));
      await api.get(`/flow_runs/${id}`);
      await api.get(`/flow_run_states/?flow_run_id=${id}`);
    },
  },
  {
    title: "runs with an empty name are given one",
    play: async (api) => {
      const id = await newFlowRun(api, await newFlow(api, "runs-unnamed"), { name: "" });
      await newTaskRun(api, id, "unnamed", { name: "" });
      await newFlowRun(api, await newFlow(api, "runs-blank"), { name: " " });
    },
  },
  {
    title: "a flow run is created with everything",
    play: async (api) => {
      const flow_id = await newFlow(api, "runs-full");
      const { id } = await api.post("/flow_runs/", {
        flow_id,
        name: "full-run-1",
        flow_version: "v1",
        parameters: { s: "text", n: 1, deep: { list: [1, null, "x"] } },
        context: { k: "v" },
        tags: ["b", "a"],
        labels: { team: "x", n: 1, f: 0.5, ok: true },
        idempotency_key: "runs-full-key",
        empirical_policy: { retries: 2, retry_delay: 5, pause_keys: ["k"], resuming: false },
        infrastructure_document_id: null,
        parent_task_run_id: null,
        work_pool_name: null,
        work_queue_name: null,
        job_variables: { image: "x" },
        state: { type: "SCHEDULED", name: "Later", message: "wait", state_details: { scheduled_time: later } },
      });
      await api.get(`/flow_runs/${id}`);
      await api.get(`/flow_run_states/?flow_run_id=${id}`);
    },
  },
  {
    title: "a flow run starts in the state it is created with",
    play: async (api) => {
      const flow_id = await newFlow(api, "runs-first-state");
      for (const type of [
        "SCHEDULED",
        "PENDING",
        "RUNNING",
        "COMPLETED",
        "FAILED",
        "CANCELLED",
        "CRASHED",
        "PAUSED",
        "CANCELLING",
      ]) {
        const { id } = await api.post("/flow_runs/", { flow_id, name: `first-${type}`, state: { type } });
        await api.get(`/flow_runs/${id}`);
      }
      for (const state of [
        { type: "DONE" },
        {},
        null,
        { type: "RUNNING", name: "Custom Name" },
        { type: "RUNNING", id: absentId },
      ]) {
        await api.post("/flow_runs/", { flow_id, name: "first-odd", state });
      }
    },
  },
  {
    title: "an idempotency key makes one run of many requests",
    play: async (api) => {
      const flow_id = await newFlow(api, "runs-idempotent");
      const body = { flow_id, idempotency_key: "once", name: "the-first" };
      await api.post("/flow_runs/", body);
      await api.post("/flow_runs/", { ...body, name: "the-second", parameters: { x: 1 }, state: { type: "RUNNING" } });
      await api.post("/flow_runs/", { ...body, flow_id: await newFlow(api, "runs-idempotent-2") });
      await api.post("/flow_runs/filter", {
        flow_runs: { idempotency_key: { any_: ["once"] } },
        sort: "EXPECTED_START_TIME_ASC",
      });
    },
  },
  {
    title: "a flow run that cannot be created",
    play: async (api) => {
      const flow_id = await newFlow(api, "runs-bad");
      const bodies: object[] = [
        {},
        { flow_id: "x" },
        { flow_id: absentId },
        { flow_id, unknown: 1 },
        { flow_id, parameters: [] },
        { flow_id, tags: "a" },
        { flow_id, name: 1 },
        { flow_id, name: "a/b" },
        { flow_id, empirical_policy: { retries: -1 } },
        { flow_id, empirical_policy: { retries: "two" } },
        { flow_id, labels: { a: {} } },
        { flow_id, parent_task_run_id: "x" },
        { flow_id, parent_task_run_id: absentId },
        { flow_id, deployment_id: absentId },
        { flow_id, parameters: { big: "x".repeat(524_288) } },
      ];
      for (const body of bodies) await api.post("/flow_runs/", body);
      await api.post("/flow_runs/count", { flow_runs: {}, flows: { id: { any_: [flow_id] } } });
    },
  },
  {
    title: "parameters come back digit for digit",
    play: async (api) => {
      const flow_id = await newFlow(api, "runs-exact");
      const parameters =
        '{"f":5.0,"big":12345678901234567890,"small":1e-7,"neg":-0.0,"text":"\\u0000 \\ud83c\\udfb5","n":null}';
      const { id } = await api.request("POST", "/flow_runs/", {
        text: `{"flow_id":"${flow_id}","parameters":${parameters},"job_variables":{"cpu":1.0}}`,
      });
      await api.get(`/flow_runs/${id}`);
    },
  },
  {
    title: "a flow run is changed field by field",
    play: async (api) => {
      const id = await newFlowRun(api, await newFlow(api, "runs-patch"), { labels: { a: 1 } });
      const changes: object[] = [
        { name: "renamed" },
        { flow_version: "v2" },
        { parameters: { x: 1 } },
        { empirical_policy: { retries: 3, retry_delay: 10, pause_keys: [], resuming: false } },
        { tags: ["x", "y"] },
        { infrastructure_pid: "4711" },
        {},
        { tags: null },
        { name: null },
        { flow_version: null },
      ];
      for (const change of changes) {
        await api.patch(`/flow_runs/${id}`, change);
        await api.get(`/flow_runs/${id}`);
      }
      for (const change of [
        { unknown: 1 },
        { state: { type: "RUNNING" } },
        { tags: "x" },
        { job_variables: { a: 1 } },
        { flow_id: id },
      ]) {
        await api.patch(`/flow_runs/${id}`, change);
      }
      await api.get(`/flow_runs/${id}`);
    },
  },
  {
    title: "labels are merged",
    play: async (api) => {
      const id = await newFlowRun(api, await newFlow(api, "runs-labels"), { labels: { a: 1 } });
      await api.patch(`/flow_runs/${id}/labels`, { b: "two", c: 1.5, d: false });
      await api.patch(`/flow_runs/${id}/labels`, { a: 9 });
      await api.get(`/flow_runs/${id}`);
      await api.patch(`/flow_runs/${id}/labels`, {});
      await api.patch(`/flow_runs/${id}/labels`, { deep: { x: 1 } });
      await api.patch(`/flow_runs/${id}/labels`, []);
      await api.patch(`/flow_runs/${absentId}/labels`, { a: 1 });
      await api.patch("/flow_runs/not-a-uuid/labels", { a: 1 });
    },
  },
  {
    title: "labels of a parent reach its children",
    play: async (api) => {
      const flow = await newFlow(api, "runs-parent");
      const parent = await newFlowRun(api, flow, { name: "the-parent", labels: { team: "x", level: 1 } });
      const task = await newTaskRun(api, parent, "child-placeholder");
      await newFlowRun(api, await newFlow(api, "runs-child"), {
        name: "the-child",
        parent_task_run_id: task,
        labels: { level: 2 },
      });
      await api.post("/flow_runs/filter", { flow_runs: { parent_flow_run_id: { any_: [parent] } } });
      await api.post("/flow_runs/filter", { flow_runs: { parent_task_run_id: { any_: [task] } } });
      await api.post("/task_runs/filter", {
        task_runs: { flow_run_id: { any_: [parent] }, subflow_runs: { exists_: true } },
      });
      await api.post("/task_runs/filter", {
        task_runs: { flow_run_id: { any_: [parent] }, subflow_runs: { exists_: false } },
      });
    },
  },
  {
    title: "a flow run is deleted, and what is not there cannot be",
    play: async (api) => {
      const id = await newFlowRun(api, await newFlow(api, "runs-delete"));
      const task = await newTaskRun(api, id, "deleted-with-it");
      await api.delete(`/flow_runs/${id}`);
      await api.get(`/flow_runs/${id}`);
      await api.delete(`/flow_runs/${id}`);
      await api.get(`/task_runs/${task}`);
      await api.get(`/flow_run_states/?flow_run_id=${id}`);
      await api.patch(`/flow_runs/${id}`, { name: "x" });
      await setFlowRunState(api, id, { type: "RUNNING" });
      for (const method of ["GET", "DELETE"]) await api.request(method, "/flow_runs/not-a-uuid");
      await api.patch("/flow_runs/not-a-uuid", {});
    },
  },
  {
    title: "flow runs are deleted in bulk",
    play: async (api) => {
      const flow = await newFlow(api, "runs-bulk-delete");
      for (const name of ["bulk-one", "bulk-two", "bulk-three"]) await newFlowRun(api, flow, { name });
      const flow_runs = { name: { any_: ["bulk-one", "bulk-two", "bulk-three"] } };
      await api.post("/flow_runs/bulk_delete", { flow_runs: { name: { any_: ["bulk-one"] } } });
      await api.post("/flow_runs/bulk_delete", { flow_runs: { name: { any_: ["bulk-one"] } } });
      await api.post("/flow_runs/bulk_delete", { flow_runs, limit: 51 });
      await api.post("/flow_runs/bulk_delete", { flow_runs: { unknown: 1 } });
      await api.post("/flow_runs/count", { flow_runs, flows: { id: { any_: [flow] } } });
    },
  },
  {
    title: "states of flow runs are set in bulk",
    play: async (api) => {
      const flow = await newFlow(api, "runs-bulk-state");
      const running = await newFlowRun(api, flow, { name: "bulk-running", state: { type: "RUNNING" } });
      const done = await newFlowRun(api, flow, { name: "bulk-done", state: { type: "COMPLETED" } });
      const both = { id: { any_: [running, done] } };
      const one = { id: { any_: [running] } };
      await api.post("/flow_runs/bulk_set_state", { flow_runs: one, state: { type: "CANCELLING" } });
      await api.get(`/flow_runs/${running}`);
      await api.post("/flow_runs/bulk_set_state", { flow_runs: one, state: { type: "PENDING" } });
      await api.post("/flow_runs/bulk_set_state", { flow_runs: one, state: { type: "CANCELLED" }, force: true });
      await api.post("/flow_runs/bulk_set_state", {
        flow_runs: { id: { any_: [absentId] } },
        state: { type: "CANCELLED" },
      });
      await api.post("/flow_runs/bulk_set_state", { flow_runs: both, state: { type: "CANCELLED" }, limit: 51 });
      await api.post("/flow_runs/bulk_set_state", { flow_runs: both });
      await api.post("/flow_runs/bulk_set_state", { flow_runs: both, state: { type: "DONE" } });
    },
  },
];
