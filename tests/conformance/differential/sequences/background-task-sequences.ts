import type { Sequence } from "../sequence.ts";
import type { Session } from "../session.ts";
import type { SocketStep } from "../socket-play.ts";
import { absentId, newTaskRun, setTaskRunState } from "../starting-points.ts";

const path = "/task_runs/subscriptions/scheduled";
const message: SocketStep = { await: "message" };
const closed: SocketStep = { await: "close" };
const ack = say({ type: "ack" });

function say(words: unknown): SocketStep {
  return { send: JSON.stringify(words) };
}

/** Shakes hands, and subscribes to the runs of these tasks. */
function subscribed(...keys: string[]): SocketStep[] {
  return [say({ type: "auth", token: null }), message, say({ type: "subscribe", keys, client_id: "worker" })];
}

/** A run of a task that is executed later, by a worker. */
function delayed(api: Session, key: string, dynamic_key: string): Promise<string> {
  const state_details = { deferred: true, task_parameters_id: absentId };
  const state = { type: "SCHEDULED", state_details };
  return newTaskRun(api, null, key, { dynamic_key, state, tags: ["later"], task_inputs: {} });
}

export const backgroundTaskSequences: Sequence[] = [
  {
    title: "task runs go to the worker one by one, in the order in which they were asked for",
    play: async (api) => {
      for (const key of ["0", "1"]) await delayed(api, "in order", key);
      await api.socket(path, ["prefect"], [...subscribed("in order", "another"), message, ack, message, ack]);
      const id = await delayed(api, "in order", "2");
      await api.socket(path, [], [...subscribed("in order").slice(2), message, ack]);
      await setTaskRunState(api, id, { type: "PENDING", state_details: { deferred: true } });
      await setTaskRunState(api, id, { type: "PENDING", state_details: { deferred: true } });
      await setTaskRunState(api, id, { type: "RUNNING", state_details: { deferred: true } });
      await setTaskRunState(api, id, { type: "COMPLETED" });
    },
  },
  {
    title: "a task run that was not taken goes to the next worker",
    play: async (api) => {
      await delayed(api, "not taken", "0");
      await api.socket(path, ["prefect"], [...subscribed("not taken"), message]);
      await api.socket(path, ["prefect"], [...subscribed("not taken"), message, ack]);
    },
  },
  {
    title: "a failed task run that has retries left goes to a worker again",
    play: async (api) => {
      const state = { type: "SCHEDULED", state_details: { deferred: true } };
      const rest = { state, empirical_policy: { retries: 1, retry_delay: 0 } };
      const id = await newTaskRun(api, null, "retried", rest);
      await api.socket(path, ["prefect"], [...subscribed("retried"), message, ack]);
      for (const type of ["PENDING", "RUNNING", "FAILED"]) {
        await setTaskRunState(api, id, { type, state_details: { deferred: true } });
      }
    },
  },
  {
    title: "a worker says whose runs it executes, and takes what it is sent",
    play: async (api) => {
      const greeting = subscribed().slice(0, 2);
      for (const words of [
        { type: "hello" },
        { type: "subscribe", client_id: "worker" },
        { type: "subscribe", keys: [], client_id: "worker" },
        { type: "subscribe", keys: ["violations"] },
      ]) {
        await api.socket(path, ["prefect"], [...greeting, say(words), closed]);
      }
      await delayed(api, "leaving", "0");
      await api.socket(path, ["prefect"], [...subscribed("leaving"), message, say({ type: "quit" }), closed]);
      await api.socket(path, ["prefect"], [say({ type: "auth" }), message, { ping: true }]);
    },
  },
  {
    title: "task workers are listed",
    play: async (api) => {
      await api.post("/task_workers/filter", { task_worker_filter: { task_keys: ["nobody's"] } });
      for (const task_worker_filter of [{}, { task_keys: null }, { task_keys: "x" }, 5]) {
        await api.post("/task_workers/filter", { task_worker_filter });
      }
    },
  },
];
