import { describe, expect, test } from "vitest";
import { deploymentRunCreate, scheduledRunsBody } from "../../src/wire/deployment-run.ts";
import { deploymentCreate, deploymentUpdate } from "../../src/wire/deployment.ts";
import { scheduleCreate, scheduleUpdate } from "../../src/wire/schedule.ts";

const ID = "0198a3c4-6f00-7000-8000-0000000000ab";
const named = { name: "nightly", flow_id: ID };
const daily = { interval: 86_400, anchor_date: "2026-01-01T00:00:00Z", timezone: "Europe/Berlin" };

describe("bodies about deployments", () => {
  test.each([
    ["a deployment", deploymentCreate, named],
    ["one with a limit of its own", deploymentCreate, { ...named, concurrency_limit: 1 }],
    ["one with a schedule", deploymentCreate, { ...named, schedules: [{ schedule: daily }] }],
    ["no change", deploymentUpdate, {}],
    ["a change to null", deploymentUpdate, { description: null, job_variables: null, parameters: null }],
    ["a run", deploymentRunCreate, {}],
    ["a poll", scheduledRunsBody, { deployment_ids: [ID], scheduled_before: "2026-01-01 00:00:00+00:00" }],
    ["a cron", scheduleCreate, { schedule: { cron: "0 0 * * *" } }],
    ["an interval in no zone", scheduleCreate, { schedule: { interval: 1, timezone: "" } }],
    ["a schedule's change", scheduleUpdate, { active: false }],
  ])("%s is taken", (_what, schema, body) => {
    expect(schema.safeParse(body).success).toBe(true);
  });

  test.each([
    ["a name with a slash", deploymentCreate, { ...named, name: "a/b" }],
    ["a limit of none", deploymentCreate, { ...named, concurrency_limit: 0 }],
    ["two limits", deploymentCreate, { ...named, concurrency_limit: 1, global_concurrency_limit_id: ID }],
    ["an unknown key", deploymentUpdate, { name: "other" }],
    ["a zone that is none", scheduleCreate, { schedule: { ...daily, timezone: "Mars/Olympus" } }],
    ["an interval of nothing", scheduleCreate, { schedule: { interval: 0 } }],
    ["a cron that is none", scheduleCreate, { schedule: { cron: "now and then" } }],
    ["an rrule that is none", scheduleCreate, { schedule: { rrule: "FREQ=SOMETIMES" } }],
    ["no schedule", scheduleCreate, { schedule: null }],
    ["no run at most", scheduleCreate, { schedule: daily, max_scheduled_runs: 0 }],
    ["too many runs at most", scheduleUpdate, { max_scheduled_runs: 51 }],
    ["a run's unknown key", deploymentRunCreate, { deployment_id: ID }],
  ])("%s is refused", (_what, schema, body) => {
    expect(schema.safeParse(body).success).toBe(false);
  });
});
