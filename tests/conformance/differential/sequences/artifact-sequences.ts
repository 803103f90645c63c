import type { Sequence } from "../sequence.ts";
import type { Session } from "../session.ts";
import { absentId, newFlow, newFlowRun, newTaskRun } from "../starting-points.ts";

/** Four artifacts, two of them versions of one key. */
async function populate(api: Session, name: string) {
  const flow = await newFlow(api, name);
  const run = await newFlowRun(api, flow, { name });
  const task = await newTaskRun(api, run, name);
  const ids: string[] = [];
  for (const body of [
    { key: `${name}-beta`, type: "markdown", data: "b", flow_run_id: run },
    { key: `${name}-alpha`, type: "table", data: [], flow_run_id: run, task_run_id: task },
    { type: "result", data: { type: "reference" }, task_run_id: task },
    { key: `${name}-beta`, type: "markdown", data: "b2" },
  ]) {
    ids.push((await api.post("/artifacts/", body)).id);
  }
  return { flow, run, task, ids };
}

export const artifactSequences: Sequence[] = [
  {
    title: "an artifact with a key has a latest version",
    play: async (api) => {
      const run = await newFlowRun(api, await newFlow(api, "artifacts"));
      const first = await api.post("/artifacts/", {
        key: "report",
        type: "markdown",
        description: "first *one*",
        data: "# one",
        metadata_: { rows: "3" },
        flow_run_id: run,
      });
      await api.get("/artifacts/report/latest");
      const second = await api.post("/artifacts/", {
        key: "report",
        type: "markdown",
        data: "# two",
        flow_run_id: run,
      });
      await api.get("/artifacts/report/latest");
      await api.get(`/artifacts/${first.id}`);
      await api.post("/artifacts/latest/filter", { artifacts: { key: { any_: ["report"] } } });
      await api.post("/artifacts/latest/count", { artifacts: { key: { any_: ["report"] } } });
      await api.patch(`/artifacts/${second.id}`, { data: "# two, changed", description: "d" });
      await api.get("/artifacts/report/latest");
      await api.delete(`/artifacts/${second.id}`);
      await api.get("/artifacts/report/latest");
      await api.delete(`/artifacts/${first.id}`);
      await api.get("/artifacts/report/latest");
    },
  },
  {
    title: "an artifact keeps any JSON as its data",
    play: async (api) => {
      for (const data of ["text", 1, 1.5, null, true, [1, { a: null }], { table: [[1, 2]] }]) {
        const { id } = await api.post("/artifacts/", { type: "table", data });
        await api.get(`/artifacts/${id}`);
      }
      await api.post("/artifacts/", {});
      await api.request("POST", "/artifacts/", { text: '{"type":"progress","data":5.0,"metadata_":{"n":"1"}}' });
    },
  },
  {
    title: "artifacts that cannot be written or found",
    play: async (api) => {
      for (const key of ["UPPER", "under_score", "ok-1", "", "sp ace"]) await api.post("/artifacts/", { key, data: 1 });
      await api.post("/artifacts/", { unknown: 1 });
      await api.post("/artifacts/", { metadata_: { a: 1 } });
      await api.post("/artifacts/", { flow_run_id: "x" });
      await api.get(`/artifacts/${absentId}`);
      await api.get("/artifacts/no-such-key/latest");
      await api.get("/artifacts/not-a-uuid");
      await api.patch(`/artifacts/${absentId}`, { data: 1 });
      await api.patch("/artifacts/not-a-uuid", { data: 1 });
      await api.patch(`/artifacts/${absentId}`, { key: "x" });
      await api.delete(`/artifacts/${absentId}`);
      await api.delete("/artifacts/not-a-uuid");
    },
  },
  {
    title: "artifacts are filtered by every field and counted",
    play: async (api) => {
      const { flow, run, task, ids } = await populate(api, "artifacts-filter");
      const mine = { any_: ids };
      const filters: object[] = [
        { id: mine },
        { id: mine, key: { any_: ["artifacts-filter-beta"] } },
        { id: mine, key: { like_: "FILTER-b" } },
        { id: mine, key: { exists_: true } },
        { id: mine, key: { exists_: false } },
        { id: mine, flow_run_id: { any_: [run] } },
        { id: mine, task_run_id: { any_: [task] } },
        { id: mine, type: { any_: ["table", "result"] } },
        { id: mine, type: { not_any_: ["result"] } },
        { operator: "or_", key: { any_: ["artifacts-filter-alpha"] }, id: { any_: ids.slice(0, 1) } },
        { unknown: {} },
      ];
      for (const artifacts of filters) {
        await api.post("/artifacts/filter", { artifacts, sort: "CREATED_DESC" });
        await api.post("/artifacts/count", { artifacts });
      }
      for (const through of [
        { flow_runs: { name: { any_: ["artifacts-filter"] } } },
        { flows: { id: { any_: [flow] } } },
        { task_runs: { id: { any_: [task] } } },
        { deployments: { name: { any_: ["x"] } } },
      ]) {
        await api.post("/artifacts/filter", { artifacts: { id: mine }, ...through, sort: "CREATED_DESC" });
        await api.post("/artifacts/count", { artifacts: { id: mine }, ...through });
      }
    },
  },
  {
    title: "artifacts are sorted, limited and paged",
    play: async (api) => {
      const { ids } = await populate(api, "artifacts-sort");
      const artifacts = { id: { any_: ids } };
      for (const sort of ["CREATED_DESC", "UPDATED_DESC", "SIDEWAYS"])
        await api.post("/artifacts/filter", { artifacts, sort });
      const keyed = { id: { any_: ids.slice(0, 2) } };
      for (const sort of ["KEY_DESC", "KEY_ASC"]) await api.post("/artifacts/filter", { artifacts: keyed, sort });
      await api.post("/artifacts/filter", { artifacts, sort: "CREATED_DESC", limit: 1, offset: 1 });
      await api.post("/artifacts/filter", { artifacts, limit: 201 });
    },
  },
  {
    title: "latest artifacts are filtered by every field and counted",
    play: async (api) => {
      const { flow, run, task, ids } = await populate(api, "artifacts-latest");
      const mine = { any_: ids };
      for (const artifacts of [
        { latest_id: mine },
        { latest_id: mine, key: { like_: "beta" } },
        { latest_id: mine, key: { any_: ["artifacts-latest-alpha"] } },
        { latest_id: mine, key: { exists_: true } },
        { latest_id: mine, type: { any_: ["table"] } },
        { latest_id: mine, type: { not_any_: ["table"] } },
        { latest_id: mine, flow_run_id: { any_: [run] } },
        { latest_id: mine, task_run_id: { any_: [task] } },
        { unknown: {} },
      ]) {
        await api.post("/artifacts/latest/filter", { artifacts, sort: "KEY_ASC" });
        await api.post("/artifacts/latest/count", { artifacts });
      }
      const artifacts = { latest_id: mine };
      await api.post("/artifacts/latest/filter", { artifacts, flow_runs: { id: { any_: [run] } }, sort: "KEY_DESC" });
      await api.post("/artifacts/latest/count", { artifacts, flows: { id: { any_: [flow] } } });
    },
  },
];
