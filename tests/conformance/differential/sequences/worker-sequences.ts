import type { Sequence } from "../sequence.ts";

export const workerSequences: Sequence[] = [
  {
    title: "a heartbeat makes a worker and readies its pool, once it is not paused",
    play: async (api) => {
      await api.post("/work_pools/", { name: "hb-pool", type: "process" });
      await api.post("/work_pools/hb-pool/workers/filter", {});
      await api.patch("/work_pools/hb-pool", { is_paused: true });
      await api.post("/work_pools/hb-pool/workers/heartbeat", { name: "one", heartbeat_interval_seconds: 5 });
      await api.get("/work_pools/hb-pool");
      await api.patch("/work_pools/hb-pool", { is_paused: false });
      await api.get("/work_pools/hb-pool");
      await api.post("/work_pools/", { name: "hb-other", type: "process" });
      await api.post("/work_pools/hb-other/workers/heartbeat", { name: "one" });
      await api.get("/work_pools/hb-other");
      await api.post("/work_pools/hb-other/workers/heartbeat", { name: "one", heartbeat_interval_seconds: 7 });
      await api.post("/work_pools/hb-other/workers/heartbeat", {
        name: "one",
        metadata: { integrations: [] },
        return_id: true,
      });
      for (const pool of ["hb-pool", "hb-other", "hb-absent"]) {
        await api.post(`/work_pools/${pool}/workers/filter`, {});
      }
    },
  },
  {
    title: "heartbeats that are none",
    play: async (api) => {
      await api.post("/work_pools/", { name: "hb-wrong", type: "process" });
      for (const body of [{}, { name: null }, { name: 5 }, { name: "w", heartbeat_interval_seconds: "x" }]) {
        await api.post("/work_pools/hb-wrong/workers/heartbeat", body);
      }
      await api.post("/work_pools/hb-absent/workers/heartbeat", { name: "w" });
    },
  },
  {
    title: "workers are filtered, paged, and forgotten",
    play: async (api) => {
      await api.post("/work_pools/", { name: "hb-list", type: "process" });
      for (const name of ["one", "two", "three"]) {
        await api.post("/work_pools/hb-list/workers/heartbeat", { name });
      }
      const [past, future] = ["2001-01-01T00:00:00Z", "2101-01-01T00:00:00Z"];
      for (const workers of [
        {},
        { status: { any_: ["ONLINE"] } },
        { status: { not_any_: ["ONLINE"] } },
        { status: { any_: ["NAPPING"] } },
        { last_heartbeat_time: { before_: past } },
        { last_heartbeat_time: { after_: past, before_: future } },
        { operator: "or_", last_heartbeat_time: { before_: past }, status: { any_: ["ONLINE"] } },
        { unknown: 1 },
      ]) {
        await api.post("/work_pools/hb-list/workers/filter", { workers });
      }
      await api.post("/work_pools/hb-list/workers/filter", { limit: 1, offset: 1 });
      await api.post("/work_pools/hb-list/workers/filter", { limit: 201 });
      await api.delete("/work_pools/hb-list/workers/two");
      await api.delete("/work_pools/hb-list/workers/two");
      await api.delete("/work_pools/hb-absent/workers/two");
      await api.post("/work_pools/hb-list/workers/filter", {});
    },
  },
];
