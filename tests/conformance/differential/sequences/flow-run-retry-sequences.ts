import type { Sequence } from "../sequence.ts";
import { absentId, newFlow, newFlowRun, setFlowRunState } from "../starting-points.ts";

const policy = { pause_keys: [], resuming: false };

export const flowRunRetrySequences: Sequence[] = [
  {
    title: "a failed run with attempts left waits for its retry, then fails for good",
    play: async (api) => {
      const id = await newFlowRun(api, await newFlow(api, "retry"), {
        empirical_policy: { ...policy, retries: 2, retry_delay: 0 },
      });
      for (let attempt = 0; attempt < 4; attempt++) {
        await setFlowRunState(api, id, { type: "RUNNING", name: attempt === 0 ? "Running" : "Retrying" });
        await setFlowRunState(api, id, {
          type: "FAILED",
          message: `attempt ${attempt}`,
          data: { type: "unpersisted" },
        });
        await api.get(`/flow_runs/${id}`);
      }
      await api.get(`/flow_run_states/?flow_run_id=${id}`);
    },
  },
  {
    title: "a retry waits for its delay",
    play: async (api) => {
      const id = await newFlowRun(api, await newFlow(api, "retry-delay"), {
        empirical_policy: { ...policy, retries: 1, retry_delay: 3600 },
      });
      await setFlowRunState(api, id, { type: "RUNNING" });
      await setFlowRunState(api, id, { type: "FAILED" });
      await api.get(`/flow_runs/${id}`);
    },
  },
  {
    title: "a crash is not retried, and a forced failure neither",
    play: async (api) => {
      const flow = await newFlow(api, "retry-not");
      const first = await newFlowRun(api, flow, { name: "crashed", empirical_policy: { ...policy, retries: 2 } });
      await setFlowRunState(api, first, { type: "RUNNING" });
      await setFlowRunState(api, first, { type: "CRASHED" });
      await setFlowRunState(api, first, { type: "RUNNING" });
      const second = await newFlowRun(api, flow, { name: "forced", empirical_policy: { ...policy, retries: 2 } });
      await setFlowRunState(api, second, { type: "RUNNING" });
      await setFlowRunState(api, second, { type: "FAILED" }, true);
      await api.get(`/flow_runs/${second}`);
    },
  },
  {
    title: "a finished run cannot be scheduled again without a deployment",
    play: async (api) => {
      const flow = await newFlow(api, "retry-terminal");
      for (const type of ["COMPLETED", "FAILED", "CRASHED", "CANCELLED"]) {
        const id = await newFlowRun(api, flow, { name: `terminal-${type}`, state: { type } });
        await setFlowRunState(api, id, { type: "SCHEDULED", name: "AwaitingRetry" });
        await setFlowRunState(api, id, { type: "RUNNING", name: "Retrying" });
        await api.get(`/flow_runs/${id}`);
      }
    },
  },
  {
    title: "a run is paused once per key and resumed",
    play: async (api) => {
      const id = await newFlowRun(api, await newFlow(api, "pause"));
      const paused = (key: string) => ({
        type: "PAUSED",
        state_details: { pause_key: key, pause_timeout: "2031-01-01T00:00:00Z", pause_reschedule: false },
      });
      await setFlowRunState(api, id, paused("too-early"));
      await setFlowRunState(api, id, { type: "RUNNING" });
      await setFlowRunState(api, id, paused("1"));
      await api.get(`/flow_runs/${id}`);
      await api.post(`/flow_runs/${id}/resume`);
      await api.get(`/flow_runs/${id}`);
      await setFlowRunState(api, id, paused("1"));
      await setFlowRunState(api, id, paused("2"));
      await api.post(`/flow_runs/${id}/resume`, {});
      await api.post(`/flow_runs/${id}/resume`, { run_input: null });
      await setFlowRunState(api, id, { type: "COMPLETED" });
      await api.get(`/flow_run_states/?flow_run_id=${id}`);
    },
  },
  {
    title: "a pause that has timed out fails when it is resumed",
    play: async (api) => {
      const id = await newFlowRun(api, await newFlow(api, "pause-timeout"), { state: { type: "RUNNING" } });
      await setFlowRunState(api, id, {
        type: "PAUSED",
        state_details: { pause_key: "1", pause_timeout: "2020-01-01T00:00:00Z" },
      });
      await api.post(`/flow_runs/${id}/resume`);
      await api.get(`/flow_runs/${id}`);
    },
  },
  {
    title: "a run without a deployment cannot be suspended",
    play: async (api) => {
      const id = await newFlowRun(api, await newFlow(api, "suspend"), { state: { type: "RUNNING" } });
      const details = { pause_key: "1", pause_timeout: "2031-01-01T00:00:00Z", pause_reschedule: true };
      await setFlowRunState(api, id, { type: "PAUSED", name: "Suspended", state_details: details });
      await setFlowRunState(api, id, { type: "PAUSED", name: "Suspended", state_details: details }, true);
      await api.post(`/flow_runs/${id}/resume`);
      await setFlowRunState(api, id, { type: "SCHEDULED", name: "Resuming" });
      await setFlowRunState(api, id, { type: "CANCELLING" });
    },
  },
  {
    title: "a pause that asks for input checks it against its schema",
    play: async (api) => {
      const id = await newFlowRun(api, await newFlow(api, "pause-input"), { state: { type: "RUNNING" } });
      const run_input_keyset = {
        description: "paused-1-description",
        response: "paused-1-response",
        schema: "paused-1-schema",
      };
      await setFlowRunState(api, id, {
        type: "PAUSED",
        state_details: { pause_key: "1", pause_timeout: "2031-01-01T00:00:00Z", run_input_keyset },
      });
      await api.post(`/flow_runs/${id}/resume`, { run_input: { x: 1 } });
      const schema = { type: "object", properties: { x: { type: "integer", title: "X" } }, required: ["x"] };
      await api.post(`/flow_runs/${id}/input`, { key: "paused-1-schema", value: JSON.stringify(schema) });
      await api.post(`/flow_runs/${id}/resume`, { run_input: { x: "one" } });
      await api.post(`/flow_runs/${id}/resume`);
      await api.post(`/flow_runs/${id}/resume`, { run_input: { x: 1 } });
      await api.get(`/flow_runs/${id}/input/paused-1-response`);
      await api.get(`/flow_runs/${id}`);
    },
  },
  {
    title: "runs that cannot be resumed",
    play: async (api) => {
      await api.post(`/flow_runs/${absentId}/resume`);
      await api.post("/flow_runs/not-a-uuid/resume");
      const id = await newFlowRun(api, await newFlow(api, "resume-bad"), { state: { type: "COMPLETED" } });
      await api.post(`/flow_runs/${id}/resume`, { run_input: 5 });
      await api.post(`/flow_runs/${id}/resume`, { unknown: 5 });
      await api.post(`/flow_runs/${id}/resume`, { run_input: { a: 1 } });
    },
  },
];
