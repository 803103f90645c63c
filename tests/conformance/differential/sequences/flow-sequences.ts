import type { Sequence } from "../sequence.ts";
import type { Session } from "../session.ts";
import { absentId, newFlow, newFlowRun } from "../starting-points.ts";

async function threeFlows(api: Session): Promise<string[]> {
  const ids = [];
  for (const [name, tags] of [
    ["flows-b", ["red"]],
    ["flows-A", ["red", "blue"]],
    ["flows-c", []],
  ]) {
    ids.push((await api.post("/flows/", { name, tags })).id);
  }
  return ids;
}

export const flowSequences: Sequence[] = [
  {
    title: "a flow is created once and then found, whatever comes with the second request",
    play: async (api) => {
      await api.post("/flows/", {
        name: "flows-once",
        tags: ["a", "b", "a"],
        labels: { team: "x", n: 1, f: 1.5, b: true },
      });
      const { id } = await api.post("/flows/", { name: "flows-once", tags: ["c"], labels: { team: "y" } });
      await api.get(`/flows/${id}`);
      await api.get("/flows/name/flows-once");
    },
  },
  {
    title: "a flow is read, changed and deleted by id",
    play: async (api) => {
      const id = await newFlow(api, "flows-crud");
      await api.patch(`/flows/${id}`, { tags: ["x"] });
      await api.get(`/flows/${id}`);
      await api.patch(`/flows/${id}`, {});
      await api.patch(`/flows/${id}`, { tags: "x" });
      await api.patch(`/flows/${id}`, { tags: null });
      await api.patch(`/flows/${id}`, { name: "other" });
      await api.patch(`/flows/${id}`, { labels: { a: 1 } });
      await api.get(`/flows/${id}`);
      await api.delete(`/flows/${id}`);
      await api.get(`/flows/${id}`);
      await api.delete(`/flows/${id}`);
    },
  },
  {
    title: "a flow that is not there",
    play: async (api) => {
      await api.get(`/flows/${absentId}`);
      await api.patch(`/flows/${absentId}`, { tags: [] });
      await api.delete(`/flows/${absentId}`);
      await api.get("/flows/name/flows-absent");
      await api.get("/flows/name/with%20space%20%C3%A9");
    },
  },
  {
    title: "ids that are no uuids, in every path of a flow",
    play: async (api) => {
      await api.get("/flows/1");
      await api.patch("/flows/1", { tags: [] });
      await api.delete("/flows/1");
    },
  },
  {
    title: "deleting a flow deletes its runs",
    play: async (api) => {
      const flow = await newFlow(api, "flows-cascade");
      const run = await newFlowRun(api, flow);
      await api.delete(`/flows/${flow}`);
      await api.get(`/flow_runs/${run}`);
    },
  },
  {
    title: "flows are filtered by every field",
    play: async (api) => {
      const ids = await threeFlows(api);
      const mine = { any_: ids };
      const filters: object[] = [
        { id: mine },
        { id: { any_: [] } },
        { id: { any_: null }, name: { any_: ["flows-b"] } },
        { id: { ...mine, not_any_: ids.slice(0, 1) } },
        { id: mine, name: { any_: ["flows-b"] } },
        { id: mine, name: { like_: "FLOWS-a" } },
        { id: mine, name: { like_: "lows_" } },
        { id: mine, tags: { all_: ["red"] } },
        { id: mine, tags: { all_: ["red", "blue"] } },
        { id: mine, tags: { all_: [] } },
        { id: mine, tags: { is_null_: true } },
        { id: mine, tags: { is_null_: false } },
        { id: mine, deployment: { is_null_: true } },
        { id: mine, deployment: { is_null_: false } },
        { operator: "or_", name: { any_: ["flows-b"] }, id: { any_: ids.slice(2) } },
        { operator: "and_", name: { any_: ["flows-b"] }, id: { any_: ids.slice(2) } },
      ];
      for (const flows of filters) {
        await api.post("/flows/filter", { flows });
        await api.post("/flows/count", { flows });
      }
    },
  },
  {
    title: "flows are sorted, limited and paged",
    play: async (api) => {
      const flows = { id: { any_: await threeFlows(api) } };
      for (const sort of ["NAME_ASC", "NAME_DESC", "CREATED_DESC", "UPDATED_DESC", null]) {
        await api.post("/flows/filter", { flows, sort });
      }
      await api.post("/flows/filter", { flows, limit: 2, offset: 1 });
      for (const page of [1, 2, 3]) await api.post("/flows/paginate", { flows, limit: 2, page });
      await api.post("/flows/paginate", { flows, sort: "NAME_DESC", limit: null, page: null });
    },
  },
  {
    title: "flows are found through their runs",
    play: async (api) => {
      const flow = await newFlow(api, "flows-through");
      await newFlow(api, "flows-through-none");
      const run = await newFlowRun(api, flow, { name: "flows-through-run", tags: ["deep"] });
      const names = { name: { like_: "flows-through" } };
      for (const rest of [
        { flow_runs: { id: { any_: [run] } } },
        { flow_runs: { tags: { all_: ["deep"] } } },
        { flow_runs: {} },
        { flow_runs: null, task_runs: null, deployments: null, work_pools: null },
        { task_runs: { name: { any_: ["x"] } } },
        { deployments: { name: { any_: ["x"] } } },
        { work_pools: { name: { any_: ["x"] } } },
      ]) {
        await api.post("/flows/filter", { flows: names, ...rest });
        await api.post("/flows/count", { flows: names, ...rest });
      }
    },
  },
  {
    title: "flows are deleted in bulk",
    play: async (api) => {
      await threeFlows(api);
      await api.post("/flows/bulk_delete", { flows: { name: { any_: ["flows-b", "flows-c"] } }, limit: 1 });
      await api.post("/flows/bulk_delete", { flows: { name: { any_: ["flows-none"] } } });
      await api.post("/flows/bulk_delete", { limit: 51 });
      await api.post("/flows/bulk_delete", { limit: 0, flows: { name: { any_: ["flows-none"] } } });
      await api.post("/flows/bulk_delete", { flows: { unknown: 1 } });
      await api.post("/flows/count", { flows: { name: { any_: ["flows-b", "flows-c", "flows-A"] } } });
    },
  },
];
