import { pino } from "pino";
import { expect, test } from "vitest";
import { deploymentCreate } from "@tutti/core/wire/deployment";
import { flowRunsFilterBody } from "@tutti/core/wire/flow-run";
import type { FlowRun } from "@tutti/core/wire/flow-run";
import { formatInstant } from "@tutti/core/instant";
import { recentDeployments, scheduler } from "../../src/services/scheduler.ts";
import type { Store } from "../../src/store/store.ts";
import { describeOnDatabases, type DatabaseUnderTest } from "../support/databases.ts";
import type { TestDeps } from "../support/test-clock.ts";

const logger = pino({ level: "silent" });
const settings = {
  minRuns: 3,
  maxRuns: 100,
  minSeconds: 3600,
  maxSeconds: 8_640_000,
  batchSize: 100,
  recentLoopSeconds: 5,
};

describeOnDatabases("the scheduler", (database) => {
  const open = () => openWithFlow(database);

  test("makes three runs and an hour ahead, once", async () => {
    const { store, deps, flow_id } = await open();
    const daily = await deploy(store, flow_id, { name: "daily", schedules: [{ schedule: { cron: "0 0 * * *" } }] });
    const often = await deploy(store, flow_id, { name: "often", schedules: [{ schedule: { cron: "*/10 * * * *" } }] });
    await tick(store, deps);
    await tick(store, deps);
    expect(await runsOf(store, daily)).toHaveLength(3);
    expect(await runsOf(store, often)).toHaveLength(7);
    deps.advance(3600);
    await tick(store, deps);
    expect(await runsOf(store, often)).toHaveLength(13);
    expect(await runsOf(store, daily)).toHaveLength(3);
  });

  test("gives a run what its deployment and its schedule say", async () => {
    const { store, deps, flow_id } = await open();
    const schedule = { schedule: { cron: "0 0 1 * *" }, slug: "monthly", parameters: { y: 2 } };
    const id = await deploy(store, flow_id, {
      schedules: [schedule],
      tags: ["t"],
      version: "7",
      parameters: { x: 1, y: 1 },
    });
    await tick(store, deps);
    const [run, ...others] = await runsOf(store, id);
    expect(others).toHaveLength(2);
    const scheduleId = (await store.read("readDeployment", { id }))?.schedules[0]?.id;
    expect(run).toMatchObject({
      flow_id,
      deployment_id: id,
      deployment_version: "7",
      auto_scheduled: true,
      tags: ["auto-scheduled", "t"],
      parameters: { x: 1, y: 2 },
      labels: { "prefect.flow.id": flow_id, "prefect.deployment.id": id },
      idempotency_key: `scheduled ${id} ${scheduleId} 2027-02-01 00:00:00+00:00`,
      created_by: { id: scheduleId, type: "SCHEDULE", display_value: "monthly" },
      state_type: "SCHEDULED",
      state_name: "Scheduled",
      expected_start_time: "2027-02-01T00:00:00Z",
      next_scheduled_start_time: "2027-02-01T00:00:00Z",
      state: { message: "Flow run scheduled", state_details: { scheduled_time: "2027-02-01T00:00:00Z" } },
    });
  });
});

describeOnDatabases("the scheduler's rounds", (database) => {
  const open = () => openWithFlow(database);

  test("leaves paused deployments and inactive schedules alone", async () => {
    const { store, deps, flow_id } = await open();
    const schedules = [{ schedule: { cron: "0 0 * * *" } }];
    const paused = await deploy(store, flow_id, { name: "p", paused: true, schedules });
    const inactive = await deploy(store, flow_id, { name: "i", schedules: [{ ...schedules[0], active: false }] });
    await tick(store, deps);
    await tickRecent(store, deps);
    expect([...(await runsOf(store, paused)), ...(await runsOf(store, inactive))]).toEqual([]);
    await store.command("setDeploymentPaused", { id: paused, isPaused: false });
    await tickRecent(store, deps);
    expect(await runsOf(store, paused)).toHaveLength(3);
    await store.command("setDeploymentPaused", { id: paused, isPaused: true });
    expect(await runsOf(store, paused)).toEqual([]);
  });

  test("looks at what was just changed without waiting for its great round", async () => {
    const { store, deps, flow_id } = await open();
    const id = await deploy(store, flow_id, { schedules: [] });
    deps.advance(60);
    await tickRecent(store, deps);
    expect(await runsOf(store, id)).toEqual([]);
    await store.command("createSchedules", {
      deploymentId: id,
      schedules: [{ schedule: { cron: "0 0 * * *", day_or: true }, active: true, parameters: {} }],
    });
    deps.advance(5);
    await tickRecent(store, deps);
    expect(await runsOf(store, id)).toHaveLength(3);
  });

  test("makes up for no slot that passed while nobody looked", async () => {
    const { store, deps, flow_id } = await open();
    const id = await deploy(store, flow_id, { schedules: [{ schedule: { interval: 60 } }] });
    deps.advance(86_400);
    await tick(store, deps);
    const [first] = await runsOf(store, id);
    expect(first?.expected_start_time).toBe(formatInstant(deps.now()));
  });

  test("looks at every deployment, however many", async () => {
    const { store, deps, flow_id } = await open();
    const schedules = [{ schedule: { cron: "0 0 1 * *" } }];
    for (let n = 0; n < 105; n++) await deploy(store, flow_id, { name: `d${n}`, schedules });
    await tick(store, deps);
    expect(await store.read("countFlowRuns", flowRunsFilterBody.parse({ flows: { id: { any_: [flow_id] } } }))).toBe(
      315,
    );
  });
});

async function openWithFlow(database: DatabaseUnderTest) {
  const { store, deps } = await database.open();
  const { flow } = await store.command("createFlow", { name: deps.newId(), tags: [] });
  return { store, deps, flow_id: flow.id };
}

async function deploy(store: Store, flow_id: string, rest: object): Promise<string> {
  const body = deploymentCreate.parse({ name: "d", flow_id, enforce_parameter_schema: false, ...rest });
  return (await store.command("createDeployment", body)).deployment.id;
}

async function runsOf(store: Store, id: string): Promise<FlowRun[]> {
  const filters = { flow_runs: { deployment_id: { any_: [id] } }, sort: "EXPECTED_START_TIME_ASC" };
  return store.read("listFlowRuns", flowRunsFilterBody.parse(filters));
}

function tick(store: Store, deps: TestDeps) {
  return scheduler(settings).tick({ store, deps, logger });
}

function tickRecent(store: Store, deps: TestDeps) {
  return recentDeployments(settings).tick({ store, deps, logger });
}
