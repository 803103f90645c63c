import type { Sequence } from "../sequence.ts";
import type { Session } from "../session.ts";
import { absentId, newFlow, newFlowRun, newTaskRun, setFlowRunState, setTaskRunState } from "../starting-points.ts";

const types = [
  "SCHEDULED",
  "PENDING",
  "RUNNING",
  "COMPLETED",
  "FAILED",
  "CANCELLED",
  "CRASHED",
  "PAUSED",
  "CANCELLING",
];

async function everyTransition(api: Session, flowName: string, force: boolean): Promise<void> {
  const run = await newFlowRun(api, await newFlow(api, flowName), { state: { type: "RUNNING" } });
  for (const from of types) {
    for (const to of types) {
      const id = await newTaskRun(api, run, `${from}-${to}`, { state: { type: from } });
      await setTaskRunState(api, id, { type: to }, force);
      await api.get(`/task_runs/${id}`);
    }
  }
}

export const taskRunStateSequences: Sequence[] = [
  { title: "every transition of a task run", play: (api) => everyTransition(api, "task-states", false) },
  { title: "every forced transition of a task run", play: (api) => everyTransition(api, "task-states-forced", true) },
  {
    title: "a task run does not start in a flow that has stopped",
    play: async (api) => {
      const flow = await newFlow(api, "task-stopped");
      for (const type of ["PENDING", "SCHEDULED", "COMPLETED", "FAILED", "CANCELLED", "CRASHED", "CANCELLING"]) {
        const run = await newFlowRun(api, flow, { name: `stopped-${type}`, state: { type } });
        await setTaskRunState(api, await newTaskRun(api, run, "stopped"), { type: "RUNNING" });
      }
      const paused = await newFlowRun(api, flow, { name: "stopped-paused", state: { type: "RUNNING" } });
      await setFlowRunState(api, paused, {
        type: "PAUSED",
        state_details: { pause_key: "1", pause_timeout: "2031-01-01T00:00:00Z" },
      });
      await setTaskRunState(api, await newTaskRun(api, paused, "stopped"), { type: "RUNNING" });
    },
  },
  {
    title: "a failed task with attempts left waits for its retry",
    play: async (api) => {
      const run = await newFlowRun(api, await newFlow(api, "task-retry"), { state: { type: "RUNNING" } });
      const id = await newTaskRun(api, run, "retry", { empirical_policy: { retries: 1, retry_delay: 0 } });
      for (let attempt = 0; attempt < 2; attempt++) {
        await setTaskRunState(api, id, { type: "RUNNING" });
        await setTaskRunState(api, id, { type: "FAILED", message: `attempt ${attempt}` });
        await api.get(`/task_runs/${id}`);
      }
      const listed = await newTaskRun(api, run, "retry-list", {
        empirical_policy: { retries: 3, retry_delay: [3600, 7200] },
      });
      await setTaskRunState(api, listed, { type: "RUNNING" });
      await setTaskRunState(api, listed, { type: "FAILED" });
      const hopeless = await newTaskRun(api, run, "retry-no", { empirical_policy: { retries: 3, retry_delay: 0 } });
      await setTaskRunState(api, hopeless, { type: "RUNNING" });
      await setTaskRunState(api, hopeless, { type: "FAILED", state_details: { retriable: false } });
      await api.get(`/task_run_states/?task_run_id=${id}`);
    },
  },
  {
    title: "a result that is cached is found by its key",
    play: async (api) => {
      const run = await newFlowRun(api, await newFlow(api, "task-cache"), { state: { type: "RUNNING" } });
      const keyed = (type: string, rest: object = {}) => ({
        type,
        state_details: { cache_key: "differential-cache", ...rest },
      });
      const reference = {
        storage_key: "c/1",
        serializer: { type: "json" },
        expiration: null,
        prefect_version: "3.8.8",
        storage_block_id: null,
      };
      const first = await newTaskRun(api, run, "cache-1");
      await setTaskRunState(api, first, keyed("RUNNING"));
      await setTaskRunState(api, first, { ...keyed("COMPLETED"), data: reference });
      const second = await newTaskRun(api, run, "cache-2");
      await setTaskRunState(api, second, keyed("RUNNING"));
      await api.get(`/task_runs/${second}`);
      const third = await newTaskRun(api, run, "cache-3");
      await setTaskRunState(api, third, keyed("RUNNING", { refresh_cache: true }));
      const expired = { cache_key: "differential-expired", cache_expiration: "2020-01-01T00:00:00Z" };
      const fourth = await newTaskRun(api, run, "cache-4");
      await setTaskRunState(api, fourth, { type: "RUNNING", state_details: expired });
      await setTaskRunState(api, fourth, { type: "COMPLETED", state_details: expired });
      await setTaskRunState(api, await newTaskRun(api, run, "cache-5"), {
        type: "RUNNING",
        state_details: { cache_key: "differential-expired" },
      });
    },
  },
  {
    title: "a task run does not begin before its time",
    play: async (api) => {
      const run = await newFlowRun(api, await newFlow(api, "task-time"), { state: { type: "RUNNING" } });
      const scheduled = (time: string) => ({ state: { type: "SCHEDULED", state_details: { scheduled_time: time } } });
      const past = await newTaskRun(api, run, "past", scheduled("2020-01-01T00:00:00Z"));
      await setTaskRunState(api, past, { type: "PENDING" });
      await setTaskRunState(api, past, { type: "RUNNING" });
      await setTaskRunState(api, past, { type: "RUNNING" });
    },
  },
  {
    title: "a finished task that persisted its result stays finished",
    play: async (api) => {
      const run = await newFlowRun(api, await newFlow(api, "task-done"), { state: { type: "RUNNING" } });
      const reference = {
        storage_key: "d/1",
        serializer: { type: "json" },
        expiration: null,
        prefect_version: "3.8.8",
        storage_block_id: null,
      };
      for (const data of [reference, { type: "unpersisted" }, null]) {
        const id = await newTaskRun(api, run, `done-${JSON.stringify(data).length}`, { state: { type: "RUNNING" } });
        await setTaskRunState(api, id, { type: "COMPLETED", data });
        await setTaskRunState(api, id, { type: "RUNNING" });
        await setTaskRunState(api, id, { type: "COMPLETED" });
        await api.get(`/task_runs/${id}`);
      }
    },
  },
  {
    title: "a task run that runs again is named so when its flow is retried",
    play: async (api) => {
      const id = await newFlowRun(api, await newFlow(api, "task-rerun"), {
        empirical_policy: { retries: 1, retry_delay: 0, pause_keys: [], resuming: false },
      });
      await setFlowRunState(api, id, { type: "RUNNING" });
      const task = await newTaskRun(api, id, "rerun");
      await setTaskRunState(api, task, { type: "RUNNING" });
      await setTaskRunState(api, task, { type: "FAILED" });
      await setFlowRunState(api, id, { type: "FAILED" });
      await setFlowRunState(api, id, { type: "RUNNING" });
      await setTaskRunState(api, task, { type: "RUNNING" });
      await api.get(`/task_runs/${task}`);
    },
  },
  {
    title: "states of task runs that cannot be set or read",
    play: async (api) => {
      const run = await newFlowRun(api, await newFlow(api, "task-states-bad"), { state: { type: "RUNNING" } });
      const { id, body } = await api.post("/task_runs/", {
        flow_run_id: run,
        task_key: "bad",
        dynamic_key: "0",
        name: "bad",
      });
      const stateId = typeof body === "object" && body !== null && "state_id" in body ? String(body.state_id) : "";
      await api.get(`/task_run_states/${stateId}`);
      await api.get(`/task_run_states/${absentId}`);
      await api.get("/task_run_states/not-a-uuid");
      await api.get(`/task_run_states/?task_run_id=${absentId}`);
      await api.get("/task_run_states/?task_run_id=x");
      await api.get("/task_run_states/");
      for (const state of [null, {}, { type: "DONE" }, { type: "RUNNING", unknown: 1 }]) {
        await api.post(`/task_runs/${id}/set_state`, { state });
      }
      await api.post(`/task_runs/${id}/set_state`, {});
    },
  },
];
