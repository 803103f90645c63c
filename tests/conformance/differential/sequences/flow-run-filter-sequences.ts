import type { Sequence } from "../sequence.ts";
import type { Session } from "../session.ts";
import { newFlow, newFlowRun, setFlowRunState } from "../starting-points.ts";

interface Population {
  readonly flow: string;
  readonly ids: string[];
}

/** Four runs that differ in every field a filter or a sort looks at. */
async function populate(api: Session, flowName: string): Promise<Population> {
  const flow = await newFlow(api, flowName);
  const scheduled = (time: string, name = "Scheduled") => ({
    type: "SCHEDULED",
    name,
    state_details: { scheduled_time: time },
  });
  const ids = [
    await newFlowRun(api, flow, {
      name: "pop-b",
      tags: ["red"],
      flow_version: "1",
      state: scheduled("2031-01-03T00:00:00Z"),
    }),
    await newFlowRun(api, flow, {
      name: "pop-A",
      tags: ["red", "blue"],
      state: scheduled("2031-01-01T00:00:00Z", "Late"),
    }),
    await newFlowRun(api, flow, { name: "pop-c", flow_version: "2", idempotency_key: `${flowName}-c` }),
    await newFlowRun(api, flow, { name: "pop-d", tags: ["green"] }),
  ];
  await setFlowRunState(api, ids[2] ?? "", { type: "RUNNING" });
  await setFlowRunState(api, ids[3] ?? "", { type: "RUNNING" });
  await setFlowRunState(api, ids[3] ?? "", { type: "COMPLETED" });
  return { flow, ids };
}

function filtersOf({ ids }: Population): object[] {
  const [first = "", ...rest] = ids;
  return [
    { id: { any_: [first] } },
    { id: { not_any_: rest } },
    { name: { any_: ["pop-c"] } },
    { name: { like_: "POP-" } },
    { tags: { all_: ["red"] } },
    { tags: { all_: ["red", "blue"] } },
    { tags: { any_: ["blue", "green"] } },
    { tags: { is_null_: true } },
    { tags: { is_null_: false } },
    { tags: { operator: "or_", all_: ["green"], is_null_: true } },
    { deployment_id: { is_null_: true } },
    { deployment_id: { any_: [first] } },
    { work_queue_name: { is_null_: true } },
    { work_queue_name: { any_: ["default"] } },
    { state: { type: { any_: ["SCHEDULED", "RUNNING"] } } },
    { state: { type: { not_any_: ["SCHEDULED"] } } },
    { state: { name: { any_: ["Late"] } } },
    { state: { name: { not_any_: ["Late"] } } },
    { state: { operator: "or_", name: { any_: ["Late"] }, type: { any_: ["COMPLETED"] } } },
    { flow_version: { any_: ["1", "2"] } },
    { start_time: { is_null_: true } },
    { start_time: { is_null_: false } },
    { start_time: { after_: "2020-01-01T00:00:00Z" } },
    { start_time: { before_: "2020-01-01T00:00:00Z" } },
    { end_time: { is_null_: false } },
    { end_time: { after_: "2020-01-01 00:00:00+00:00" } },
    { expected_start_time: { after_: "2030-01-01T00:00:00Z" } },
    { expected_start_time: { before_: "2031-01-01T00:00:00+00:00" } },
    { next_scheduled_start_time: { after_: "2031-01-02T00:00:00Z" } },
    { next_scheduled_start_time: { before_: "2031-01-01T00:00:00.000000Z" } },
    { parent_flow_run_id: { any_: [first] } },
    { parent_task_run_id: { is_null_: true } },
    { parent_task_run_id: { any_: [first] } },
    { idempotency_key: { any_: ["x"] } },
    { idempotency_key: { not_any_: ["x"] } },
    { created_by: { is_null_: true } },
    { created_by: { type_: ["SCHEDULE"] } },
    { created_by: { id_: [first] } },
    { operator: "or_", name: { any_: ["pop-c"] }, tags: { all_: ["blue"] } },
    { id: { any_: [] } },
    { id: { any_: null } },
    {},
  ];
}

const sorts = [
  "START_TIME_ASC",
  "START_TIME_DESC",
  "EXPECTED_START_TIME_ASC",
  "EXPECTED_START_TIME_DESC",
  "NAME_ASC",
  "NAME_DESC",
  "NEXT_SCHEDULED_START_TIME_ASC",
  "END_TIME_DESC",
];

export const flowRunFilterSequences: Sequence[] = [
  {
    title: "flow runs are filtered by every field",
    play: async (api) => {
      const population = await populate(api, "filter-runs");
      const flows = { id: { any_: [population.flow] } };
      for (const flow_runs of filtersOf(population)) {
        await api.post("/flow_runs/filter", { flows, flow_runs, sort: "NAME_ASC" });
        await api.post("/flow_runs/count", { flows, flow_runs });
      }
    },
  },
  {
    title: "flow runs are sorted by every order",
    play: async (api) => {
      const { flow } = await populate(api, "sort-runs");
      const flows = { id: { any_: [flow] } };
      for (const sort of sorts) await api.post("/flow_runs/filter", { flows, sort });
      for (const sort of ["ID_DESC", null]) await api.postInOrderOfIds("/flow_runs/filter", { flows, sort });
    },
  },
  {
    title: "flow runs are limited and paged",
    play: async (api) => {
      const { flow } = await populate(api, "page-runs");
      const flows = { id: { any_: [flow] } };
      await api.post("/flow_runs/filter", { flows, limit: 2, sort: "NAME_ASC" });
      await api.post("/flow_runs/filter", { flows, limit: 2, offset: 3, sort: "NAME_DESC" });
      await api.post("/flow_runs/filter", { flows, limit: 0 });
      await api.post("/flow_runs/filter", { flows, offset: 99 });
      for (const page of [1, 2, 3]) await api.post("/flow_runs/paginate", { flows, limit: 3, page, sort: "NAME_ASC" });
      await api.post("/flow_runs/paginate", { flows, limit: 201 });
      await api.post("/flow_runs/paginate", { flows, limit: null, page: null, sort: "NAME_ASC", flow_runs: null });
    },
  },
  {
    title: "flow runs are found through flows, deployments and pools",
    play: async (api) => {
      const { flow } = await populate(api, "join-runs");
      const flows = { id: { any_: [flow] } };
      for (const rest of [
        { flows: { name: { any_: ["join-runs"] } } },
        { flows: { name: { like_: "join-r" }, tags: { is_null_: true } } },
        { flows, deployments: { name: { any_: ["x"] } } },
        { flows, deployments: {} },
        { flows, work_pools: { name: { any_: ["x"] } } },
        { flows, work_pool_queues: { name: { any_: ["x"] } } },
        { flows, task_runs: { name: { any_: ["x"] } } },
        { flows, deployments: null, task_runs: null, work_pools: null, work_pool_queues: null },
      ]) {
        await api.post("/flow_runs/filter", { ...rest, sort: "NAME_ASC" });
        await api.post("/flow_runs/count", rest);
      }
    },
  },
  {
    title: "the history of flow runs counts states in intervals",
    play: async (api) => {
      const { flow } = await populate(api, "history-runs");
      const flows = { id: { any_: [flow] } };
      const range = { history_start: "2031-01-01T00:00:00Z", history_end: "2031-01-04T00:00:00Z" };
      await api.post("/flow_runs/history", { ...range, history_interval_seconds: 86_400, flows });
      await api.post("/flow_runs/history", { ...range, history_interval_seconds: 129_600, flows });
      await api.post("/flow_runs/history", {
        ...range,
        history_interval_seconds: 86_400,
        flows,
        flow_runs: { name: { any_: ["pop-A"] } },
      });
      for (const history_interval_seconds of [0, 0.5, -1, 1, null]) {
        await api.post("/flow_runs/history", {
          ...range,
          history_end: "2031-01-01T00:00:02Z",
          history_interval_seconds,
          flows,
        });
      }
      await api.post("/flow_runs/history", {
        history_start: range.history_end,
        history_end: range.history_start,
        history_interval_seconds: 60,
        flows,
      });
      await api.post("/flow_runs/history", { ...range, flows });
      await api.post("/flow_runs/history", {
        ...range,
        history_interval_seconds: 86_400,
        work_queues: null,
        work_pools: null,
        deployments: null,
        task_runs: null,
        flows,
      });
      await api.post("/flow_runs/history", { ...range, history_interval_seconds: 86_400, unknown: 1 });
    },
  },
  {
    title: "the lateness of flow runs is a mean, or null without runs",
    play: async (api) => {
      const { flow } = await populate(api, "lateness-runs");
      await api.post("/flow_runs/lateness", {
        flows: { id: { any_: [flow] } },
        flow_runs: { name: { any_: ["pop-b"] } },
      });
      await api.post("/flow_runs/lateness", { flows: { name: { any_: ["no-such-flow"] } } });
      await api.post("/flow_runs/lateness", { flow_runs: { unknown: 1 } });
    },
  },
];
