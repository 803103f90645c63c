import type { Sequence } from "../sequence.ts";
import type { Session } from "../session.ts";
import { absentId, newFlow, newFlowRun, setFlowRunState } from "../starting-points.ts";

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

/** Every pair of types: what the policy says, and what the run then is. */
async function everyTransition(api: Session, flowName: string, force: boolean): Promise<void> {
  const flow = await newFlow(api, flowName);
  for (const from of types) {
    for (const to of types) {
      const id = await newFlowRun(api, flow, { name: `${from} to ${to}`, state: { type: from } });
      await setFlowRunState(api, id, { type: to }, force);
      await api.get(`/flow_runs/${id}`);
    }
  }
}

export const flowRunStateSequences: Sequence[] = [
  { title: "every transition of a flow run", play: (api) => everyTransition(api, "states-all", false) },
  { title: "every forced transition of a flow run", play: (api) => everyTransition(api, "states-forced", true) },
  {
    title: "the life of a flow run, with its times and counts",
    play: async (api) => {
      const id = await newFlowRun(api, await newFlow(api, "states-life"));
      for (const state of [
        { type: "PENDING", name: "Submitting" },
        { type: "RUNNING" },
        { type: "COMPLETED", message: "All states completed." },
      ]) {
        await setFlowRunState(api, id, state);
        await api.get(`/flow_runs/${id}`);
      }
      await api.get(`/flow_run_states/?flow_run_id=${id}`);
    },
  },
  {
    title: "a state is read by its id, and states that are not there",
    play: async (api) => {
      const { body } = await api.post("/flow_runs/", { flow_id: await newFlow(api, "states-read"), name: "read" });
      const id = typeof body === "object" && body !== null && "state_id" in body ? String(body.state_id) : "";
      await api.get(`/flow_run_states/${id}`);
      await api.get(`/flow_run_states/${absentId}`);
      await api.get("/flow_run_states/not-a-uuid");
      await api.get(`/flow_run_states/?flow_run_id=${absentId}`);
      await api.get("/flow_run_states/?flow_run_id=x");
      await api.get("/flow_run_states/");
    },
  },
  {
    title: "the same transition id twice is one transition",
    play: async (api) => {
      const id = await newFlowRun(api, await newFlow(api, "states-transition-id"));
      const state = { type: "RUNNING", state_details: { transition_id: "11111111-1111-4111-8111-111111111111" } };
      await setFlowRunState(api, id, state);
      await setFlowRunState(api, id, state);
      await setFlowRunState(api, id, { ...state, type: "COMPLETED" });
      await setFlowRunState(api, id, { type: "COMPLETED", state_details: { transition_id: absentId } });
      await api.get(`/flow_run_states/?flow_run_id=${id}`);
    },
  },
  {
    title: "a run does not begin before its time",
    play: async (api) => {
      const flow = await newFlow(api, "states-time");
      const scheduled = (time: string) => ({ type: "SCHEDULED", state_details: { scheduled_time: time } });
      const past = await newFlowRun(api, flow, { name: "past", state: scheduled("2020-01-01T00:00:00Z") });
      await setFlowRunState(api, past, { type: "PENDING" });
      await setFlowRunState(api, past, { type: "RUNNING" });
      await api.get(`/flow_runs/${past}`);
      const future = await newFlowRun(api, flow, { name: "future", state: scheduled("2031-01-01T00:00:00Z") });
      await setFlowRunState(api, future, { type: "PENDING" });
      await setFlowRunState(api, future, { type: "RUNNING" }, true);
      const soon = await newFlowRun(api, flow, { name: "soon", state: scheduled("2031-06-01T12:00:00.123456Z") });
      await setFlowRunState(api, soon, { type: "PENDING", name: "Submitting" });
      await api.get(`/flow_run_states/?flow_run_id=${soon}`);
    },
  },
  {
    title: "a pending run is claimed once",
    play: async (api) => {
      const id = await newFlowRun(api, await newFlow(api, "states-claim"), {
        state: { type: "SCHEDULED", name: "Scheduled" },
      });
      await setFlowRunState(api, id, { type: "PENDING" });
      await setFlowRunState(api, id, { type: "PENDING" });
      await setFlowRunState(api, id, { type: "PENDING", name: "Submitting" });
      await setFlowRunState(api, id, { type: "PENDING", name: "Submitting" });
      await setFlowRunState(api, id, { type: "PENDING", name: "InfrastructurePending" });
      await setFlowRunState(api, id, { type: "PENDING", name: "Pending" });
    },
  },
  {
    title: "only scheduled runs become late, once",
    play: async (api) => {
      const flow = await newFlow(api, "states-late");
      const late = { type: "SCHEDULED", name: "Late", state_details: { scheduled_time: "2020-01-01T00:00:00Z" } };
      const scheduled = await newFlowRun(api, flow, { name: "sched", state: { ...late, name: "Scheduled" } });
      await setFlowRunState(api, scheduled, late);
      await setFlowRunState(api, scheduled, late);
      const running = await newFlowRun(api, flow, { name: "running", state: { type: "RUNNING" } });
      await setFlowRunState(api, running, late);
    },
  },
  {
    title: "cancelling waits for the process, unless nothing has started",
    play: async (api) => {
      const flow = await newFlow(api, "states-cancel");
      const scheduled = { type: "SCHEDULED", state_details: { scheduled_time: "2031-01-01T00:00:00Z" } };
      const idle = await newFlowRun(api, flow, { name: "idle", state: scheduled });
      await setFlowRunState(api, idle, { type: "CANCELLING", message: "stop" });
      const launched = await newFlowRun(api, flow, { name: "launched", state: scheduled });
      await api.patch(`/flow_runs/${launched}`, { infrastructure_pid: "17" });
      await setFlowRunState(api, launched, { type: "CANCELLING" });
      await setFlowRunState(api, launched, { type: "RUNNING" });
      await setFlowRunState(api, launched, { type: "CANCELLED", name: "Cancelled", message: "done" });
      await api.get(`/flow_runs/${launched}`);
      const running = await newFlowRun(api, flow, { name: "running", state: { type: "RUNNING" } });
      await setFlowRunState(api, running, { type: "CANCELLING" });
      await setFlowRunState(api, running, { type: "FAILED" });
      await setFlowRunState(api, running, { type: "CRASHED" }, true);
    },
  },
  {
    title: "results of a state are kept as they were sent",
    play: async (api) => {
      const flow = await newFlow(api, "states-data");
      const reference = {
        storage_key: "k/1",
        expiration: null,
        serializer: { type: "json" },
        prefect_version: "3.8.8",
        storage_block_id: null,
      };
      for (const data of [{ type: "unpersisted" }, reference, null, { value: [1, 2.5] }, "text", 7, [1]]) {
        const id = await newFlowRun(api, flow, { name: "data", state: { type: "RUNNING" } });
        await setFlowRunState(api, id, { type: "COMPLETED", data });
        await api.get(`/flow_runs/${id}`);
        await setFlowRunState(api, id, { type: "RUNNING" });
        await setFlowRunState(api, id, { type: "COMPLETED" });
        await api.get(`/flow_run_states/?flow_run_id=${id}`);
        await api.post("/artifacts/filter", { artifacts: { flow_run_id: { any_: [id] } }, sort: "CREATED_DESC" });
      }
    },
  },
  {
    title: "states that cannot be set",
    play: async (api) => {
      const id = await newFlowRun(api, await newFlow(api, "states-bad"));
      for (const body of [
        {},
        { state: null },
        { state: {} },
        { state: { type: "DONE" } },
        { state: { type: "running" } },
        { state: { type: "RUNNING", unknown: 1 } },
        { state: { type: "RUNNING", timestamp: "2020-01-01T00:00:00Z" } },
        { state: { type: "RUNNING", name: 5 } },
        { state: { type: "RUNNING", name: null, message: null, data: null } },
        { state: { type: "RUNNING", state_details: { unknown: 1 } } },
        { state: { type: "RUNNING", state_details: { scheduled_time: "soon" } } },
        { state: { type: "RUNNING" }, force: "maybe" },
        { state: { type: "COMPLETED" }, force: null },
        { state: { type: "COMPLETED" }, unknown: 1 },
      ]) {
        await api.post(`/flow_runs/${id}/set_state`, body);
      }
      await setFlowRunState(api, absentId, { type: "RUNNING" });
      await setFlowRunState(api, "not-a-uuid", { type: "RUNNING" });
      await api.get(`/flow_runs/${id}`);
    },
  },
];
