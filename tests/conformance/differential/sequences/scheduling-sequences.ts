import type { Sequence } from "../sequence.ts";
import { absentId, firstId, newDeployment, newFlow, setFlowRunState } from "../starting-points.ts";

const daily = { interval: 86_400, anchor_date: "2026-01-01T09:00:00Z", timezone: "America/New_York" };

export const schedulingSequences: Sequence[] = [
  {
    title: "runs are made for a time of one's own, each slot once",
    play: async (api) => {
      const flow_id = await newFlow(api, "made ahead");
      const id = await newDeployment(api, flow_id, "made ahead", {
        paused: true,
        tags: ["t"],
        labels: { team: "data" },
        version: "9",
        parameters: { x: 1, y: 1 },
        enforce_parameter_schema: false,
      });
      await api.post(`/deployments/${id}/schedules`, [{ schedule: daily, slug: "daily", parameters: { y: 2 } }]);
      await api.post(`/deployments/${id}/schedules`, [{ schedule: { cron: "30 6 * * *" }, active: false }]);
      const window = { start_time: "2026-03-06T00:00:00Z", end_time: "2026-03-11T00:00:00Z", min_time: 864_000 };
      await api.post(`/deployments/${id}/schedule`, window);
      await api.post(`/deployments/${id}/schedule`, window);
      const runs = { flow_runs: { deployment_id: { any_: [id] } }, sort: "EXPECTED_START_TIME_ASC" };
      await api.post("/flow_runs/filter", runs);
      await api.post(`/deployments/${id}/schedule`, { start_time: "2026-02-01T00:00:00Z", max_runs: 2 });
      await api.post(`/deployments/${id}/schedule`, { start_time: "2026-02-20T00:00:00Z", min_time: 0, min_runs: 1 });
      await api.post("/flow_runs/filter", runs);
      await api.post(`/deployments/${absentId}/schedule`, {});
      await api.post(`/deployments/${id}/schedule`, { start_time: "soon" });
      await api.post("/deployments/not-a-uuid/schedule", {});
    },
  },
  {
    title: "an interval of days keeps its hour when clocks are changed",
    play: async (api) => {
      const flow_id = await newFlow(api, "summer");
      const id = await newDeployment(api, flow_id, "summer", { paused: true, schedules: [{ schedule: daily }] });
      await api.post(`/deployments/${id}/schedule`, { start_time: "2026-06-01T00:00:00Z", max_runs: 1 });
      await api.post("/flow_runs/filter", { flow_runs: { deployment_id: { any_: [id] } } });
    },
  },
  {
    title: "runs of every kind of schedule",
    play: async (api) => {
      const flow_id = await newFlow(api, "kinds made ahead");
      const schedules = [
        { interval: 3600, anchor_date: "2026-03-08T00:30:00Z", timezone: "America/New_York" },
        { cron: "0 */6 * * *", timezone: "Europe/Berlin" },
        { cron: "15 8 * * mon-fri" },
        { rrule: "FREQ=DAILY;BYHOUR=9,17;BYMINUTE=0", timezone: "America/New_York" },
      ];
      for (const [index, schedule] of schedules.entries()) {
        const id = await newDeployment(api, flow_id, `kind ${index}`, { paused: true, schedules: [{ schedule }] });
        await api.post(`/deployments/${id}/schedule`, { start_time: "2026-03-28T20:00:00Z", min_runs: 8, min_time: 0 });
        await api.post("/flow_runs/filter", {
          flow_runs: { deployment_id: { any_: [id] } },
          sort: "EXPECTED_START_TIME_ASC",
        });
      }
    },
  },
  {
    title: "pausing deletes the runs made ahead, resuming does not bring them back",
    play: async (api) => {
      const flow_id = await newFlow(api, "pausing");
      const id = await newDeployment(api, flow_id, "pausing", { paused: true, schedules: [{ schedule: daily }] });
      await api.post(`/deployments/${id}/schedule`, { start_time: "2026-01-05T00:00:00Z", max_runs: 3 });
      await api.post(`/deployments/${id}/create_flow_run`, { name: "by hand" });
      const runs = { flow_runs: { deployment_id: { any_: [id] } }, sort: "EXPECTED_START_TIME_ASC" };
      const first = firstId(await api.post("/flow_runs/filter", runs));
      await setFlowRunState(api, first, { type: "PENDING" });
      await api.post(`/deployments/${id}/pause_deployment`);
      await api.post("/flow_runs/filter", runs);
      await api.get(`/deployments/${id}`);
      const bare = await newDeployment(api, flow_id, "resuming", { paused: true });
      await api.post(`/deployments/${bare}/resume_deployment`);
      await api.get(`/deployments/${bare}`);
      for (const verb of ["pause_deployment", "resume_deployment"]) {
        await api.post(`/deployments/${absentId}/${verb}`);
        await api.post(`/deployments/not-a-uuid/${verb}`);
      }
    },
  },
  {
    title: "a server of deployments is given their runs that are due",
    play: async (api) => {
      const flow_id = await newFlow(api, "served");
      const id = await newDeployment(api, flow_id, "served", { paused: true });
      const other = await newDeployment(api, flow_id, "not served");
      const due = { state: { type: "SCHEDULED", state_details: { scheduled_time: "2026-01-02T00:00:00Z" } } };
      const later = { state: { type: "SCHEDULED", state_details: { scheduled_time: "2040-01-02T00:00:00Z" } } };
      await api.post(`/deployments/${id}/create_flow_run`, { name: "later", ...later });
      await api.post(`/deployments/${id}/create_flow_run`, { name: "due", ...due });
      await api.post(`/deployments/${id}/create_flow_run`, { name: "taken", state: { type: "PENDING" } });
      await api.post(`/deployments/${other}/create_flow_run`, { name: "of another", ...due });
      const at = "/deployments/get_scheduled_flow_runs";
      await api.post(at, { deployment_ids: [id], scheduled_before: "2030-01-01 00:00:00.5+00:00" });
      await api.post(at, { deployment_ids: [id] });
      await api.post(at, { deployment_ids: [id], limit: 1 });
      await api.post(at, { deployment_ids: [] });
      await api.post(at, { deployment_ids: [absentId] });
      await api.post(at, {});
      await api.post(at, { deployment_ids: [id], limit: 201 });
      await api.post(at, { deployment_ids: ["x"] });
    },
  },
  {
    title: "runs of a deployment are made in bulk, each by itself",
    play: async (api) => {
      const flow_id = await newFlow(api, "in bulk");
      const id = await newDeployment(api, flow_id, "in bulk", { tags: ["t"] });
      const at = `/deployments/${id}/create_flow_run/bulk`;
      await api.post(at, [
        { name: "one" },
        { name: "two", work_queue_name: "nowhere" },
        { name: "three", tags: ["t"] },
      ]);
      await api.post("/flow_runs/filter", { flow_runs: { deployment_id: { any_: [id] } }, sort: "NAME_ASC" });
      await api.post(at, []);
      await api.post(
        at,
        Array.from({ length: 101 }, () => ({})),
      );
      await api.post(at, [{ unknown: 1 }]);
      await api.post(`/deployments/${absentId}/create_flow_run/bulk`, []);
      await api.post("/deployments/not-a-uuid/create_flow_run/bulk", []);
    },
  },
  {
    title: "queues that would take a deployment's runs, and what the web UI says of flows",
    play: async (api) => {
      const flow_id = await newFlow(api, "of the UI");
      const bare = await newFlow(api, "of the UI, bare");
      const id = await newDeployment(api, flow_id, "of the UI", { tags: ["a"], paused: true });
      await api.post("/work_queues/", { name: "takes a", filter: { tags: ["a"] } });
      await api.post("/work_queues/", { name: "takes z", filter: { tags: ["z"] } });
      await api.get(`/deployments/${id}/work_queue_check`);
      await api.get(`/deployments/${absentId}/work_queue_check`);
      await api.get("/deployments/not-a-uuid/work_queue_check");
      const state = { type: "SCHEDULED", state_details: { scheduled_time: "2040-01-02T00:00:00Z" } };
      await api.post(`/deployments/${id}/create_flow_run`, { name: "next", state });
      const sooner = { type: "SCHEDULED", state_details: { scheduled_time: "2039-01-02T00:00:00Z" } };
      await api.post(`/deployments/${id}/create_flow_run`, { name: "sooner", state: sooner });
      for (const route of ["count-deployments", "next-runs"]) {
        await api.post(`/ui/flows/${route}`, { flow_ids: [flow_id, bare] });
        await api.post(`/ui/flows/${route}`, { flow_ids: [] });
        await api.post(`/ui/flows/${route}`, {});
      }
    },
  },
  {
    title: "a deployment is changed field by field",
    play: async (api) => {
      const flow_id = await newFlow(api, "changed");
      const id = await newDeployment(api, flow_id, "changed", { enforce_parameter_schema: false });
      const changes = [
        { description: "new", version: "2", tags: ["x"] },
        { parameters: { x: 1 }, job_variables: { image: "i" }, entrypoint: "a.py:f", path: "/a" },
        { pull_steps: [{ step: {} }], parameter_openapi_schema: { type: "object", properties: {} } },
        { paused: true, concurrency_limit: 2, concurrency_options: { collision_strategy: "ENQUEUE" } },
        { description: null, version: null, path: null, entrypoint: null, pull_steps: null },
        { job_variables: null, concurrency_limit: null, concurrency_options: null },
        { work_queue_name: "changed queue" },
        { work_pool_name: null },
        { version_info: { type: "t", version: "1" } },
        {},
      ];
      for (const change of changes) {
        await api.patch(`/deployments/${id}`, change);
        await api.get(`/deployments/${id}`);
      }
      for (const change of [{ name: "other" }, { tags: null }, { paused: null }, { concurrency_limit: 0 }]) {
        await api.patch(`/deployments/${id}`, change);
      }
      await api.patch(`/deployments/${id}`, { work_pool_name: "no such pool" });
      await api.patch(`/deployments/${id}`, { global_concurrency_limit_id: absentId });
      await api.patch(`/deployments/${absentId}`, { version: "2" });
      await api.patch("/deployments/not-a-uuid", { version: "2" });
    },
  },
];
