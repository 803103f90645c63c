import type { Sequence } from "../sequence.ts";
import { absentId } from "../starting-points.ts";

/** A template with one variable in each kind of place. */
const template = {
  job_configuration: { command: "{{ command }}", env: { deep: ["{{image}}"] }, plain: 5.0 },
  variables: {
    type: "object",
    properties: { command: { type: "string", default: "run" }, image: { type: "string", title: "Image" } },
    required: [],
  },
};

export const workPoolSequences: Sequence[] = [
  {
    title: "a work pool is created with its default queue",
    play: async (api) => {
      await api.post("/work_pools/", { name: "wp-plain" });
      await api.post("/work_pools/", { name: "wp-plain", type: "process" });
      await api.post("/work_pools/", {
        name: "wp-full",
        type: "process",
        description: "Runs processes",
        base_job_template: template,
        is_paused: true,
        concurrency_limit: 3,
        storage_configuration: { bundle_upload_step: { a: { b: 1.0 } }, bundle_execution_step: null },
      });
      for (const name of ["wp-plain", "wp-full", "wp-absent"]) {
        await api.get(`/work_pools/${name}`);
        await api.post(`/work_pools/${name}/queues/filter`, {});
      }
      await api.get("/work_pools/wp-full", { "user-agent": "prefect/3.3.7 (API 0.8.4)" });
      await api.post("/work_pools/filter", { work_pools: { name: { any_: ["wp-plain", "wp-full"] } } });
    },
  },
  {
    title: "names and settings that a work pool may not have",
    play: async (api) => {
      for (const name of ["Prefect-x", "prefectx", "a/b", "a%b", "", " ", "'", "_", "x y", "é"]) {
        await api.post("/work_pools/", { name, type: "process" });
      }
      await api.post("/work_pools/", {});
      await api.post("/work_pools/", { name: "wp-extra", extra: 1 });
      for (const wrong of [
        { concurrency_limit: -1 },
        { concurrency_limit: 1.5 },
        { is_paused: null },
        { type: null },
        { description: 5 },
        { storage_configuration: null },
        { storage_configuration: { unknown: 1 } },
        { storage_configuration: { default_result_storage_block_id: "x" } },
        { storage_configuration: { bundle_upload_step: [] } },
        { base_job_template: null },
        { base_job_template: { variables: {} } },
        { base_job_template: { job_configuration: { a: 1 }, variables: {} } },
        { base_job_template: { job_configuration: {}, variables: { properties: {} } } },
        { base_job_template: { job_configuration: { a: "{{ missing }}" }, variables: { properties: { b: {} } } } },
        { base_job_template: { job_configuration: { a: "{{ $HOME }}" }, variables: { type: "object" } } },
      ]) {
        await api.post("/work_pools/", { name: "wp-wrong", ...wrong });
      }
      await api.get("/work_pools/wp-wrong");
    },
  },
  {
    title: "names that are no text",
    play: async (api) => {
      for (const name of [null, 5]) await api.post("/work_pools/", { name, type: "process" });
    },
  },
  {
    title: "a work pool is changed field by field",
    play: async (api) => {
      await api.post("/work_pools/", { name: "wp-change", type: "process" });
      for (const changes of [
        {},
        { description: "said" },
        { description: null },
        { concurrency_limit: 2 },
        { base_job_template: template },
        { storage_configuration: { bundle_execution_step: { run: {} } } },
        { is_paused: true },
        { is_paused: true },
        { is_paused: false },
        { concurrency_limit: null },
        { base_job_template: {} },
        { base_job_template: { variables: {} } },
        { concurrency_limit: -1 },
        { name: "other" },
        { type: "docker" },
      ]) {
        await api.patch("/work_pools/wp-change", changes);
        await api.get("/work_pools/wp-change");
      }
      await api.patch("/work_pools/wp-absent", { description: "x" });
      await api.patch("/work_pools/prefect-absent", { description: "x" });
      await api.patch("/work_pools/prefect-absent", { is_paused: true, concurrency_limit: 1 });
    },
  },
  {
    title: "an agents' pool has no status",
    play: async (api) => {
      await api.post("/work_pools/", { name: "wp-agent", is_paused: true });
      await api.patch("/work_pools/wp-agent", { is_paused: false });
      await api.get("/work_pools/wp-agent");
      await api.post("/work_pools/wp-agent/workers/heartbeat", { name: "w" });
      await api.get("/work_pools/wp-agent");
    },
  },
  {
    title: "a work pool is deleted with its queues and workers",
    play: async (api) => {
      await api.post("/work_pools/", { name: "wp-gone", type: "process" });
      const { id } = await api.post("/work_pools/wp-gone/queues", { name: "extra" });
      await api.post("/work_pools/wp-gone/workers/heartbeat", { name: "w" });
      await api.delete("/work_pools/wp-gone");
      await api.delete("/work_pools/wp-gone");
      await api.delete("/work_pools/prefect-gone");
      await api.get("/work_pools/wp-gone");
      await api.get(`/work_queues/${id}`);
      await api.post("/work_pools/wp-gone/workers/filter", {});
    },
  },
  {
    title: "work pools are filtered, counted and paged by name",
    play: async (api) => {
      const ids = [];
      for (const [name, type] of [
        ["wf-b", "process"],
        ["wf-a", "docker"],
        ["wf-c", "process"],
      ]) {
        ids.push((await api.post("/work_pools/", { name, type, concurrency_limit: 1 })).id);
      }
      const names = ["wf-a", "wf-b", "wf-c"];
      for (const work_pools of [
        { id: { any_: ids } },
        { id: { any_: [ids[1]] }, type: { any_: ["process"] } },
        { operator: "or_", id: { any_: [ids[1]] }, name: { any_: ["wf-c"] } },
        { name: { any_: names }, type: { any_: ["process"] } },
        { name: { any_: [] } },
        { id: { any_: [absentId] } },
        { name: { like_: "wf" } },
        { unknown: {} },
      ]) {
        await api.post("/work_pools/filter", { work_pools });
        await api.post("/work_pools/count", { work_pools });
      }
      await api.post("/work_pools/filter", { work_pools: { name: { any_: names } }, limit: 1, offset: 1 });
      await api.post("/work_pools/filter", { work_pools: { name: { any_: names } }, limit: null, offset: null });
      for (const limit of [0, 201, -1]) await api.post("/work_pools/filter", { limit });
    },
  },
];
