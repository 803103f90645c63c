import type { Sequence } from "../sequence.ts";

const CONSUMER = "01980000-0000-7000-8000-00000000c0de";
const FRAME = "01980000-0000-7000-8000-0000000f4a3e";
const auth = { send: JSON.stringify({ type: "auth", token: null }) };
const message = { await: "message" } as const;
const close = { await: "close" } as const;
const ping = { ping: true } as const;

function frame(type: string, payload: unknown, rest: object = {}) {
  return { send: JSON.stringify({ type, id: FRAME, sent_at: "2031-01-01T00:00:00Z", payload, ...rest }) };
}

const greeting = {
  consumer_id: CONSUMER,
  worker_name: "worker-1",
  worker_type: "process",
  heartbeat_interval_seconds: 30,
  supported_channel_versions: ["work_pool_worker_channel.v1"],
  requested_capabilities: ["worker_heartbeat.v1", "work_pool_snapshot.v1"],
};
const hello = (rest: object = {}) => frame("worker.hello.v1", { ...greeting, ...rest });
const heartbeat = (rest: object = {}) =>
  frame("worker.heartbeat.v1", {
    consumer_id: CONSUMER,
    worker_name: "worker-1",
    heartbeat_interval_seconds: 30,
    ...rest,
  });
const cleanup = {
  requested_capabilities: [...greeting.requested_capabilities, "cleanup_delivery.v1", "made_up.v1", "made_up.v1"],
  handled_cleanup_kinds: ["cancelling_timeout_teardown.v1"],
};
const template = {
  job_configuration: { command: "{{ command }}" },
  variables: { type: "object", properties: { command: { type: "string" } } },
};

export const workerChannelSequences: Sequence[] = [
  {
    title: "a worker opens its channel, and is there",
    play: async (api) => {
      await api.post("/work_pools/", { name: "ch-pool", type: "process", concurrency_limit: 2 });
      await api.post("/work_pools/ch-pool/queues", { name: "second" });
      const connect = "/work_pools/ch-pool/workers/connect";
      await api.socket(connect, ["prefect"], [ping, auth, message, hello(), message, ping, heartbeat(), ping]);
      await api.get("/work_pools/ch-pool");
      await api.post("/work_pools/ch-pool/workers/filter", {});
      await api.socket(
        connect,
        ["prefect"],
        [auth, message, hello({ work_queue_names: ["second", "second"] }), message],
      );
      await api.socket(connect, ["prefect"], [auth, message, hello(cleanup), message]);
      await api.socket(
        connect,
        ["prefect"],
        [auth, message, hello({ ...cleanup, max_cleanup_concurrency: 3 }), message],
      );
      await api.socket(
        connect,
        ["prefect"],
        [auth, message, hello({ ...cleanup, max_cleanup_concurrency: 0, worker_metadata: { a: [1] } }), message],
      );
    },
  },
  {
    title: "a worker's channel makes its pool, or gives it a template",
    play: async (api) => {
      const made = { create_pool_if_not_found: true, default_base_job_template: template };
      await api.socket("/work_pools/ch-made/workers/connect", ["prefect"], [auth, message, hello(made), message]);
      await api.get("/work_pools/ch-made");
      await api.post("/work_pools/", { name: "ch-empty", type: "process" });
      await api.socket("/work_pools/ch-empty/workers/connect", ["prefect"], [auth, message, hello(made), message]);
      await api.get("/work_pools/ch-empty");
    },
  },
  {
    title: "workers that may not have a channel",
    play: async (api) => {
      await api.post("/work_pools/", { name: "ch-closed", type: "process" });
      const connect = "/work_pools/ch-closed/workers/connect";
      await api.socket(connect, [], [hello(), close]);
      await api.socket(connect, ["other"], [hello(), close]);
      await api.socket("/work_pools/ch-absent/workers/connect", ["prefect"], [auth, message, hello(), close]);
      const made = { create_pool_if_not_found: true, default_base_job_template: template };
      await api.socket("/work_pools/prefect-ch/workers/connect", ["prefect"], [auth, message, hello(made), close]);
      for (const rest of [
        { work_queue_names: ["absent"] },
        { supported_channel_versions: ["work_pool_worker_channel.v9"] },
        { supported_channel_versions: [] },
        { requested_capabilities: ["worker_heartbeat.v1"] },
        { handled_cleanup_kinds: ["cancelling_timeout_teardown.v1"] },
        { max_cleanup_concurrency: 1 },
        { ...cleanup, handled_cleanup_kinds: ["other.v1"] },
        { worker_name: "" },
        { heartbeat_interval_seconds: 0 },
        { consumer_id: "x" },
        { unknown: 1 },
      ]) {
        await api.socket(connect, ["prefect"], [auth, message, hello(rest), close]);
      }
      for (const first of [
        heartbeat(),
        frame("worker.hello.v2", {}),
        frame("worker.hello.v1", greeting, { extra: 1 }),
        { send: "{" },
        { send: "[]" },
      ]) {
        await api.socket(connect, ["prefect"], [auth, message, first, close]);
      }
      await api.post("/work_pools/ch-closed/workers/filter", {});
    },
  },
  {
    title: "words out of place end a worker's channel",
    play: async (api) => {
      await api.post("/work_pools/", { name: "ch-words", type: "process" });
      for (const word of [
        hello(),
        heartbeat({ worker_name: "another" }),
        heartbeat({ consumer_id: FRAME }),
        heartbeat({ heartbeat_interval_seconds: 0 }),
        frame("work_pool.snapshot.v1", {}),
        { send: "nothing" },
      ]) {
        const connect = "/work_pools/ch-words/workers/connect";
        await api.socket(connect, ["prefect"], [auth, message, hello(), message, word, close]);
      }
    },
  },
  {
    title: "a worker speaks of cleanups that it was not given",
    play: async (api) => {
      await api.post("/work_pools/", { name: "ch-cleanup", type: "process" });
      const connect = "/work_pools/ch-cleanup/workers/connect";
      const about = { message_id: FRAME, reservation_token: "token" };
      for (const capabilities of [{}, cleanup]) {
        const words = [
          frame("cleanup.ack.v1", about),
          frame("cleanup.renew.v1", about),
          frame("cleanup.release.v1", { ...about, reason: "busy" }),
        ].flatMap((word) => [word, message]);
        await api.socket(connect, ["prefect"], [auth, message, hello(capabilities), message, ...words]);
      }
      await api.socket(
        connect,
        ["prefect"],
        [auth, message, hello(cleanup), message, frame("cleanup.release.v1", about), close],
      );
    },
  },
];
