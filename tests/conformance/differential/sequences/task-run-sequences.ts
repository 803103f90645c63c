import type { Sequence } from "../sequence.ts";
import type { Session } from "../session.ts";
import { absentId, newFlow, newFlowRun, newTaskRun, setTaskRunState } from "../starting-points.ts";

async function populate(api: Session, flowName: string) {
  const flow = await newFlow(api, flowName);
  const run = await newFlowRun(api, flow, { name: `${flowName}-run`, state: { type: "RUNNING" } });
  const scheduled = { type: "SCHEDULED", state_details: { scheduled_time: "2031-01-01T00:00:00Z" } };
  const ids = [
    await newTaskRun(api, run, "t-b", { tags: ["red"], state: scheduled }),
    await newTaskRun(api, run, "t-A", { tags: ["red", "blue"] }),
    await newTaskRun(api, run, "t-c", { state: { type: "RUNNING" } }),
    await newTaskRun(api, null, "t-alone", { dynamic_key: flowName, state: { type: "PENDING" } }),
  ];
  await setTaskRunState(api, ids[2] ?? "", { type: "COMPLETED" });
  return { flow, run, ids };
}

const sorts = ["EXPECTED_START_TIME_ASC", "EXPECTED_START_TIME_DESC", "NAME_ASC", "NAME_DESC", "START_TIME_ASC"];

/** Sorts by a time that few runs have, with runs of which one has none: the order of several without one is anybody's. */
const sortsOfFew = { NEXT_SCHEDULED_START_TIME_ASC: ["t-b", "t-c"], END_TIME_DESC: ["t-A", "t-c"] };

export const taskRunSequences: Sequence[] = [
  {
    title: "a task run is created once per natural key",
    play: async (api) => {
      const run = await newFlowRun(api, await newFlow(api, "tasks-once"), { labels: { team: "x" } });
      const id = await newTaskRun(api, run, "once");
      await newTaskRun(api, run, "once", { name: "again", tags: ["x"] });
      await newTaskRun(api, run, "once", { dynamic_key: "1" });
      await api.get(`/task_runs/${id}`);
      await api.get(`/task_run_states/?task_run_id=${id}`);
    },
  },
  {
    title: "a task run is created with everything",
    play: async (api) => {
      const run = await newFlowRun(api, await newFlow(api, "tasks-full"));
      const { id } = await api.post("/task_runs/", {
        id: "33333333-3333-4333-8333-333333333333",
        flow_run_id: run,
        name: "full-0",
        task_key: "full",
        dynamic_key: "full-0",
        cache_key: "the-key",
        cache_expiration: "2031-01-01T00:00:00Z",
        task_version: "v1",
        empirical_policy: { retries: 2, retry_delay: [1, 2], retry_jitter_factor: 0.5 },
        tags: ["b", "a"],
        labels: { n: 1 },
        task_inputs: {
          x: [{ input_type: "parameter", name: "x" }],
          y: [
            { input_type: "constant", type: "int" },
            { input_type: "task_run", id: absentId },
          ],
          z: [{ input_type: "flow_run", id: absentId }],
        },
        state: { type: "SCHEDULED", state_details: { scheduled_time: "2031-01-01T00:00:00Z" } },
      });
      await api.get(`/task_runs/${id}`);
    },
  },
  {
    title: "a task run that cannot be created",
    play: async (api) => {
      const flow_run_id = await newFlowRun(api, await newFlow(api, "tasks-bad"));
      const good = { flow_run_id, task_key: "k", dynamic_key: "0" };
      for (const body of [
        {},
        { flow_run_id },
        { ...good, unknown: 1 },
        { ...good, flow_run_id: "x" },
        { ...good, flow_run_id: absentId },
        { ...good, task_key: null },
        { ...good, dynamic_key: 5 },
        { ...good, name: "a/b" },
        { ...good, cache_key: "x".repeat(2001) },
        { ...good, empirical_policy: { retries: "many" } },
        { ...good, empirical_policy: { retry_jitter_factor: -1 } },
        { ...good, task_inputs: { x: [{ input_type: "other" }] } },
        { ...good, state: { type: "DONE" } },
        { ...good, tags: null, labels: null, name: null },
      ]) {
        await api.post("/task_runs/", body);
      }
    },
  },
  {
    title: "a task run is renamed and deleted, and what is not there cannot be",
    play: async (api) => {
      const id = await newTaskRun(api, await newFlowRun(api, await newFlow(api, "tasks-crud")), "crud");
      await api.patch(`/task_runs/${id}`, { name: "renamed" });
      await api.get(`/task_runs/${id}`);
      await api.patch(`/task_runs/${id}`, {});
      await api.patch(`/task_runs/${id}`, { tags: [] });
      await api.patch(`/task_runs/${id}`, { name: 5 });
      await api.delete(`/task_runs/${id}`);
      await api.get(`/task_runs/${id}`);
      await api.delete(`/task_runs/${id}`);
      await api.patch(`/task_runs/${id}`, { name: "x" });
      await setTaskRunState(api, id, { type: "RUNNING" });
      await setTaskRunState(api, "not-a-uuid", { type: "RUNNING" });
      for (const method of ["GET", "DELETE"]) await api.request(method, "/task_runs/not-a-uuid");
      await api.patch("/task_runs/not-a-uuid", {});
    },
  },
  {
    title: "task runs are filtered by every field",
    play: async (api) => {
      const { flow, run, ids } = await populate(api, "tasks-filter");
      const mine = { id: { any_: ids } };
      for (const filter of [
        {},
        { id: { any_: ids.slice(0, 1) } },
        { name: { any_: ["t-c"] } },
        { name: { like_: "T-A" } },
        { tags: { all_: ["red"] } },
        { tags: { all_: ["red", "blue"] } },
        { tags: { is_null_: true } },
        { state: { type: { any_: ["SCHEDULED", "COMPLETED"] } } },
        { state: { name: { any_: ["Completed"] } } },
        { start_time: { is_null_: true } },
        { start_time: { after_: "2020-01-01T00:00:00Z" } },
        { end_time: { is_null_: false } },
        { expected_start_time: { after_: "2030-01-01T00:00:00Z" } },
        { subflow_runs: { exists_: true } },
        { subflow_runs: { exists_: false } },
        { flow_run_id: { any_: [run] } },
        { flow_run_id: {} },
        { flow_run_id: { is_null_: true } },
        { flow_run_id: { is_null_: false } },
      ]) {
        const task_runs = { ...mine, ...filter };
        await api.post("/task_runs/filter", { task_runs, sort: "NAME_ASC" });
        await api.post("/task_runs/count", { task_runs });
      }
      await api.post("/task_runs/filter", {
        task_runs: { ...mine, operator: "or_", name: { any_: ["x"] } },
        sort: "NAME_ASC",
      });
      await api.post("/task_runs/filter", { task_runs: mine, flow_runs: { id: { any_: [run] } }, sort: "NAME_ASC" });
      await api.post("/task_runs/filter", { task_runs: mine, flows: { id: { any_: [flow] } }, sort: "NAME_ASC" });
      await api.post("/task_runs/filter", {
        task_runs: mine,
        deployments: { name: { any_: ["x"] } },
        sort: "NAME_ASC",
      });
      await api.post("/task_runs/count", {
        task_runs: mine,
        flows: { id: { any_: [flow] } },
        flow_runs: null,
        deployments: null,
      });
    },
  },
  {
    title: "task runs are sorted, limited and paged",
    play: async (api) => {
      const { run } = await populate(api, "tasks-sort");
      const task_runs = { flow_run_id: { any_: [run] } };
      for (const sort of sorts) await api.post("/task_runs/filter", { task_runs, sort });
      for (const [sort, names] of Object.entries(sortsOfFew)) {
        await api.post("/task_runs/filter", { task_runs: { ...task_runs, name: { any_: names } }, sort });
      }
      for (const sort of ["ID_DESC", null]) await api.postInOrderOfIds("/task_runs/filter", { task_runs, sort });
      await api.post("/task_runs/filter", { task_runs, sort: "NAME_DESC", limit: 1, offset: 1 });
      await api.post("/task_runs/filter", { task_runs, limit: 201 });
      for (const page of [1, 2]) await api.post("/task_runs/paginate", { task_runs, sort: "NAME_ASC", limit: 2, page });
      await api.post("/task_runs/paginate", { task_runs, page: 0 });
    },
  },
  {
    title: "the history of task runs counts states in intervals",
    play: async (api) => {
      const { flow } = await populate(api, "tasks-history");
      const flows = { id: { any_: [flow] } };
      const range = { history_start: "2031-01-01T00:00:00Z", history_end: "2031-01-03T00:00:00Z" };
      await api.post("/task_runs/history", { ...range, history_interval_seconds: 86_400, flows });
      await api.post("/task_runs/history", { ...range, history_interval_seconds: 0, flows });
      await api.post("/task_runs/history", { ...range, flows });
      await api.post("/task_runs/history", { ...range, history_interval_seconds: 86_400, task_runs: { unknown: 1 } });
    },
  },
];
