import type { Sequence } from "../sequence.ts";
import { absentId, newFlow, newFlowRun, newTaskRun } from "../starting-points.ts";

const at = (second: number) => `2024-05-01T10:00:${String(second).padStart(2, "0")}Z`;

export const logSequences: Sequence[] = [
  {
    title: "logs are written and found by every field",
    play: async (api) => {
      const run = await newFlowRun(api, await newFlow(api, "logs"), { name: "logs-run" });
      const task = await newTaskRun(api, run, "logs-task");
      const common = { name: "prefect.flow_runs", flow_run_id: run };
      await api.post("/logs/", [
        { ...common, level: 20, message: "Started the work", timestamp: at(1) },
        { ...common, level: 30, message: "disk is slow", timestamp: at(3), task_run_id: task },
        { ...common, level: 40, message: "failed to work\u0000 here", timestamp: at(2) },
        { ...common, level: 10, message: "multi\nline ünïcödé 🎵", timestamp: "2024-05-01T12:00:04.123456+02:00" },
      ]);
      const mine = { flow_run_id: { any_: [run] } };
      const filters: object[] = [
        mine,
        { ...mine, level: { ge_: 30 } },
        { ...mine, level: { le_: 20 } },
        { ...mine, level: { ge_: 20, le_: 30 } },
        { ...mine, timestamp: { before_: at(2) } },
        { ...mine, timestamp: { after_: at(2) } },
        { ...mine, task_run_id: { any_: [task] } },
        { ...mine, task_run_id: { is_null_: true } },
        { ...mine, flow_run_id: { any_: [absentId] } },
        { operator: "or_", task_run_id: { any_: [task] }, level: { ge_: 99 } },
      ];
      for (const logs of filters) await api.post("/logs/filter", { logs, sort: "TIMESTAMP_ASC" });
      for (const sort of ["TIMESTAMP_ASC", "TIMESTAMP_DESC", null, "LEVEL_ASC"])
        await api.post("/logs/filter", { logs: mine, sort });
      await api.post("/logs/filter", { logs: mine, sort: "TIMESTAMP_ASC", limit: 2, offset: 1 });
      await api.post("/logs/filter", { logs: mine, limit: 201 });
      await api.post("/logs/filter", { logs: { unknown: {} } });
      await api.get(`/flow_runs/${run}/logs/download`);
    },
  },
  {
    title: "logs that cannot be written",
    play: async (api) => {
      const log = { name: "x", level: 20, message: "m", timestamp: at(1), flow_run_id: absentId };
      const { name: _name, ...nameless } = log;
      for (const body of [
        {},
        [],
        [nameless],
        [{ ...log, level: "high" }],
        [{ ...log, timestamp: "yesterday" }],
        [{ ...log, flow_run_id: "x" }],
        [{ ...log, extra: 1 }],
        [log, { ...log, message: null }],
        log,
      ]) {
        await api.post("/logs/", body);
      }
      await api.post("/logs/filter", { logs: { flow_run_id: { any_: [absentId] } }, sort: "TIMESTAMP_ASC" });
    },
  },
  {
    title: "a run's logs are downloaded as CSV",
    play: async (api) => {
      const run = await newFlowRun(api, await newFlow(api, "logs-csv"), { name: "logs csv run" });
      const common = { name: "a.logger", flow_run_id: run };
      await api.post("/logs/", [
        { ...common, level: 20, message: 'with, comma and "quotes"', timestamp: at(2) },
        { ...common, level: 50, message: "line\nbreak", timestamp: at(1) },
        { ...common, level: 25, message: "", timestamp: at(3) },
      ]);
      await api.get(`/flow_runs/${run}/logs/download`);
      await api.get(`/flow_runs/${absentId}/logs/download`);
      await api.get("/flow_runs/not-a-uuid/logs/download");
    },
  },
];
