import type { Sequence } from "../sequence.ts";
import type { Session } from "../session.ts";
import { absentId, newFlow, newFlowRun, setFlowRunState } from "../starting-points.ts";

const at = (seconds: number) => new Date(Date.UTC(2031, 0, 1) + seconds * 1000).toISOString();

function scheduled(seconds: number): object {
  return { type: "SCHEDULED", state_details: { scheduled_time: at(seconds) } };
}

async function newPool(api: Session, name: string, rest: object = {}): Promise<void> {
  await api.post("/work_pools/", { name, type: "process", ...rest });
}

function queueId(api: Session, pool: string, queue: string): Promise<string> {
  return api.get(`/work_pools/${pool}/queues/${queue}`).then((answer) => answer.id);
}

export const workOfferSequences: Sequence[] = [
  {
    title: "a flow run is sent to a pool",
    play: async (api) => {
      const flow = await newFlow(api, "offer-send");
      await newPool(api, "of-send");
      await api.post("/work_pools/of-send/queues", { name: "other" });
      for (const place of [
        { work_pool_name: "of-send" },
        { work_pool_name: "of-send", work_queue_name: "other" },
        { work_pool_name: "of-send", work_queue_name: "absent" },
        { work_pool_name: "of-absent" },
        { work_queue_name: "other" },
      ]) {
        const { id } = await api.post("/flow_runs/", { flow_id: flow, name: "sent", ...place });
        await api.get(`/flow_runs/${id}`);
      }
      await api.post("/flow_runs/filter", { flows: { id: { any_: [flow] } }, sort: "EXPECTED_START_TIME_ASC" });
    },
  },
  {
    title: "a worker is offered its pool's runs by priority and time",
    play: async (api) => {
      const flow = await newFlow(api, "offer-order");
      await newPool(api, "of-order");
      await api.post("/work_pools/of-order/queues", { name: "first", priority: 1 });
      await api.post("/work_pools/of-order/queues", { name: "paused", is_paused: true });
      for (const [name, work_queue_name, seconds] of [
        ["default-early", "default", 1],
        ["first-late", "first", 30],
        ["first-early", "first", 20],
        ["paused", "paused", 2],
      ] as const) {
        const place = { work_pool_name: "of-order", work_queue_name };
        await newFlowRun(api, flow, { name, state: scheduled(seconds), ...place });
      }
      const running = await newFlowRun(api, flow, { name: "running", work_pool_name: "of-order" });
      await setFlowRunState(api, running, { type: "RUNNING" });
      const retried = { retries: 3, retry_type: "in_process" };
      await newFlowRun(api, flow, {
        name: "retried",
        state: scheduled(3),
        work_pool_name: "of-order",
        empirical_policy: retried,
      });
      const poll = (body: object) => api.post("/work_pools/of-order/get_scheduled_flow_runs", body);
      for (const body of [
        {},
        { limit: 2 },
        { limit: 0 },
        { work_queue_names: ["default"] },
        { work_queue_names: [] },
        { work_queue_names: ["default", "first"], scheduled_before: at(20) },
        { scheduled_before: "2031-01-01 00:00:01+00:00" },
        { scheduled_after: at(20) },
        { scheduled_before: at(0) },
        { work_queue_names: ["absent"] },
        { scheduled_before: "soon" },
        { limit: 201 },
      ]) {
        await poll(body);
      }
      await api.post("/work_pools/of-absent/get_scheduled_flow_runs", {});
      await api.patch("/work_pools/of-order", { is_paused: true });
      await poll({});
    },
  },
  {
    title: "a worker is offered no more than the free slots of pool and queue",
    play: async (api) => {
      const flow = await newFlow(api, "offer-slots");
      await newPool(api, "of-slots", { concurrency_limit: 3 });
      await api.post("/work_pools/of-slots/queues", { name: "two", concurrency_limit: 2 });
      const runs: string[] = [];
      for (let index = 0; index < 4; index += 1) {
        for (const work_queue_name of ["default", "two"]) {
          const place = { work_pool_name: "of-slots", work_queue_name };
          const rest = { name: `${work_queue_name}-${index}`, state: scheduled(index), ...place };
          runs.push(await newFlowRun(api, flow, rest));
        }
      }
      const poll = (body: object) => api.post("/work_pools/of-slots/get_scheduled_flow_runs", body);
      const look = async () => {
        await poll({});
        await poll({ work_queue_names: ["two"] });
        await api.get("/work_pools/of-slots");
        await api.post("/work_pools/filter", { work_pools: { name: { any_: ["of-slots"] } } });
        await api.post("/work_pools/of-slots/queues/filter", {});
        await api.post("/work_pools/of-slots/concurrency_status", {});
        await api.post("/work_pools/of-slots/concurrency_status", { flow_run_limit: 1, limit: 1, page: 2 });
      };
      await look();
      await setFlowRunState(api, runs[1] ?? "", { type: "PENDING" });
      await look();
      await setFlowRunState(api, runs[0] ?? "", { type: "PENDING" });
      await setFlowRunState(api, runs[3] ?? "", { type: "PENDING" });
      await poll({});
      await api.get("/work_pools/of-slots");
      await setFlowRunState(api, runs[1] ?? "", { type: "CANCELLING" }, true);
      await look();
      await api.patch("/work_pools/of-slots", { concurrency_limit: 0 });
      await poll({});
    },
  },
  {
    title: "an agent is offered its queue's runs",
    play: async (api) => {
      const flow = await newFlow(api, "offer-agent");
      await newPool(api, "of-agent");
      await api.post("/work_pools/of-agent/queues", { name: "agents", concurrency_limit: 2 });
      const id = await queueId(api, "of-agent", "agents");
      const runs: string[] = [];
      for (const seconds of [3, 1, 2]) {
        const place = { work_pool_name: "of-agent", work_queue_name: "agents" };
        runs.push(await newFlowRun(api, flow, { name: `at-${seconds}`, state: scheduled(seconds), ...place }));
      }
      for (const body of [
        {},
        { limit: 1 },
        { scheduled_before: at(1) },
        { limit: 201 },
        { scheduled_before: "soon" },
      ]) {
        await api.post(`/work_queues/${id}/get_runs`, body);
      }
      await setFlowRunState(api, runs[1] ?? "", { type: "PENDING" });
      await api.post(`/work_queues/${id}/get_runs`, {});
      for (const body of [{}, { limit: 0 }, { page: 2, limit: 1 }, { page: 0 }]) {
        await api.post(`/work_queues/${id}/concurrency_status`, body);
      }
      await api.get(`/work_queues/${id}`);
      await api.patch(`/work_queues/${id}`, { is_paused: true });
      await api.post(`/work_queues/${id}/get_runs`, {});
      for (const path of ["get_runs", "concurrency_status"]) await api.post(`/work_queues/${absentId}/${path}`, {});
      await api.get(`/work_queues/${absentId}/status`);
      await api.post("/work_pools/of-absent/concurrency_status", {});
      await api.post("/work_pools/of-agent/concurrency_status", { flow_run_limit: 201 });
    },
  },
  {
    title: "who polls a queue readies it, and who only looks does not",
    play: async (api) => {
      await newPool(api, "of-ready");
      await api.post("/work_pools/of-ready/queues", { name: "by-agent" });
      const id = await queueId(api, "of-ready", "by-agent");
      await api.get(`/work_queues/${id}/status`);
      await api.request("POST", `/work_queues/${id}/get_runs`, { body: {}, headers: { "x-prefect-ui": "true" } });
      await api.get(`/work_queues/${id}/status`);
      await api.get(`/work_queues/${id}`);
      await api.post(`/work_queues/${id}/get_runs`, {});
      const isReady = ({ body }: { body: unknown }) => Reflect.get(Object(body), "status") === "READY";
      const isHealthy = ({ body }: { body: unknown }) => Reflect.get(Object(body), "healthy") === true;
      await api.settle(`/work_queues/${id}`, undefined, isReady);
      await api.settle(`/work_queues/${id}/status`, undefined, isHealthy);
      await api.post("/work_pools/of-ready/queues", { name: "by-pool" });
      const other = await queueId(api, "of-ready", "by-pool");
      await api.post("/work_pools/of-ready/get_scheduled_flow_runs", { work_queue_names: ["by-pool"] });
      await api.settle(`/work_queues/${other}`, undefined, isReady);
    },
  },
];
