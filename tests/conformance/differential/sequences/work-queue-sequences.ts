import type { Sequence } from "../sequence.ts";
import type { Session } from "../session.ts";
import { absentId } from "../starting-points.ts";

async function newPool(api: Session, name: string): Promise<void> {
  await api.post("/work_pools/", { name, type: "process" });
}

export const workQueueSequences: Sequence[] = [
  {
    title: "a queue of a pool is created, and its priority moves others down",
    play: async (api) => {
      await newPool(api, "wq-order");
      await api.post("/work_pools/wq-order/queues", { name: "two" });
      await api.post("/work_pools/wq-order/queues", { name: "five", priority: 5 });
      await api.post("/work_pools/wq-order/queues", { name: "free" });
      await api.post("/work_pools/wq-order/queues", { name: "first", priority: 1 });
      await api.post("/work_pools/wq-order/queues/filter", {});
      await api.post("/work_pools/wq-order/queues", { name: "six", priority: 6, description: null });
      await api.post("/work_pools/wq-order/queues", { name: "two" });
      await api.post("/work_pools/wq-absent/queues", { name: "two" });
      await api.post("/work_pools/wq-order/queues/filter", {});
      await api.patch("/work_pools/wq-order/queues/six", { priority: 2 });
      await api.post("/work_pools/wq-order/queues/filter", {});
      await api.patch("/work_pools/wq-order/queues/first", { priority: 9 });
      await api.delete("/work_pools/wq-order/queues/two");
      await api.post("/work_pools/wq-order/queues/filter", {});
    },
  },
  {
    title: "names and settings that a queue may not have",
    play: async (api) => {
      await newPool(api, "wq-wrong");
      for (const name of ["a/b", "", "x y", "é", null, 5]) await api.post("/work_pools/wq-wrong/queues", { name });
      for (const wrong of [
        { concurrency_limit: -1 },
        { priority: 0 },
        { priority: 1.5 },
        { is_paused: null },
        { filter: { tags: "x" } },
        { extra: 1 },
        { status: "READY" },
      ]) {
        await api.post("/work_pools/wq-wrong/queues", { name: "wrong", ...wrong });
        await api.patch("/work_pools/wq-wrong/queues/default", wrong);
      }
      await api.post("/work_pools/wq-wrong/queues", {});
      await api.get("/work_pools/wq-wrong/queues/wrong");
    },
  },
  {
    title: "a queue of a pool is read, changed and deleted by name",
    play: async (api) => {
      await newPool(api, "wq-change");
      await api.post("/work_pools/wq-change/queues", { name: "q", concurrency_limit: 2, is_paused: true });
      for (const changes of [
        {},
        { description: "said" },
        { concurrency_limit: 0 },
        { concurrency_limit: null },
        { is_paused: true },
        { is_paused: false },
        { is_paused: true },
        { last_polled: new Date().toISOString() },
        { is_paused: false },
        { filter: { tags: ["a"], deployment_ids: null } },
        { filter: null },
      ]) {
        await api.patch("/work_pools/wq-change/queues/q", changes);
        await api.get("/work_pools/wq-change/queues/q");
      }
      await api.patch("/work_pools/wq-change/queues/q", { name: "renamed" });
      await api.get("/work_pools/wq-change/queues/renamed");
      await api.patch("/work_pools/wq-change/queues/renamed", { name: "default" });
      for (const path of ["wq-change/queues/absent", "wq-absent/queues/q"]) {
        await api.get(`/work_pools/${path}`);
        await api.patch(`/work_pools/${path}`, {});
        await api.delete(`/work_pools/${path}`);
      }
      await api.delete("/work_pools/wq-change/queues/renamed");
      await api.get("/work_pools/wq-change/queues/renamed");
    },
  },
  {
    title: "a pool keeps its default queue",
    play: async (api) => {
      await newPool(api, "wq-keep");
      await api.delete("/work_pools/wq-keep/queues/default");
      await api.get("/work_pools/wq-keep/queues/default");
    },
  },
  {
    title: "the queues of a pool are filtered and paged",
    play: async (api) => {
      await newPool(api, "wq-filter");
      const { id } = await api.post("/work_pools/wq-filter/queues", { name: "Marvin-1", concurrency_limit: 1 });
      await api.post("/work_pools/wq-filter/queues", { name: "marvin-2" });
      for (const work_queues of [
        {},
        { id: { any_: [id] } },
        { name: { any_: ["default", "marvin-2"] } },
        { name: { startswith_: ["MARVIN"] } },
        { name: { startswith_: ["arvin"] } },
        { name: { startswith_: [] } },
        { name: { any_: ["Marvin-1"], startswith_: ["marvin-2"] } },
        { operator: "or_", id: { any_: [id] }, name: { any_: ["default"] } },
        { unknown: 1 },
      ]) {
        await api.post("/work_pools/wq-filter/queues/filter", { work_queues });
      }
      await api.post("/work_pools/wq-filter/queues/filter", { limit: 1, offset: 1 });
      await api.post("/work_pools/wq-filter/queues/filter", { limit: 201 });
      await api.post("/work_pools/wq-absent/queues/filter", {});
    },
  },
  {
    title: "queues of the agents' pool, by id and by name",
    play: async (api) => {
      await api.get("/work_queues/name/ag-one");
      const { id } = await api.post("/work_queues/", { name: "ag-one", concurrency_limit: 1 });
      await api.post("/work_queues/", { name: "ag-one" });
      await api.post("/work_queues/", { name: "ag-first", priority: 1, filter: { tags: ["x"] } });
      await api.post("/work_queues/", { name: "a/g" });
      await api.get("/work_queues/name/ag-one");
      await api.get(`/work_queues/${id}`);
      for (const changes of [
        { description: "said" },
        { is_paused: true },
        { is_paused: false },
        { concurrency_limit: null },
        { name: "ag-renamed" },
      ]) {
        await api.patch(`/work_queues/${id}`, changes);
        await api.get(`/work_queues/${id}`);
      }
      await api.patch(`/work_queues/${id}`, { unknown: 1 });
      await api.post("/work_queues/filter", { work_queues: { name: { startswith_: ["ag-"] } } });
      await api.post("/work_queues/filter", { work_queues: { id: { any_: [id, absentId] } }, limit: 1 });
      await api.post("/work_queues/filter", { work_queues: { unknown: 1 } });
      await api.delete(`/work_queues/${id}`);
      await api.delete(`/work_queues/${id}`);
      await api.patch(`/work_queues/${id}`, {});
      await api.get(`/work_queues/${id}`);
      await api.get("/work_pools/default-agent-pool");
    },
  },
];
