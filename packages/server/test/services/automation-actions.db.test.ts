import { beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { AutomationBench } from "../support/automation-bench.ts";
import { describeOnDatabases } from "../support/databases.ts";
import { newFlow, newFlowRun, proposeState } from "../support/requests.ts";
import { RouteClient } from "../support/route-client.ts";

const on = (name: string) => ({ type: "event", posture: "Reactive", expect: [name] });
const about = (run: string) => ({ resource: { "prefect.resource.id": `prefect.flow-run.${run}` } });
const ABSENT = "00000000-0000-4000-8000-00000000abcd";

function idOf(answer: unknown): string {
  return String(Reflect.get(Object(answer), "id"));
}

describeOnDatabases("actions on the flow run of the event", (database) => {
  let bench: AutomationBench;
  beforeEach(async () => {
    bench = await AutomationBench.open(database);
  });
  const stateOf = async (id: string) => (await bench.store.read("readFlowRun", { id }))?.state;

  test.each([
    [
      "cancel-flow-run",
      {},
      { type: "CANCELLING", name: "Cancelling", message: expect.stringMatching(/^Cancelled by Automation/) },
    ],
    [
      "change-flow-run-state",
      { state: "FAILED", name: "Judged", message: "so it is" },
      { type: "FAILED", name: "Judged", message: "so it is" },
    ],
    [
      "change-flow-run-state",
      { state: "CRASHED", force: true },
      { type: "CRASHED", message: expect.stringMatching(/^State changed by Automation/) },
    ],
  ])("%s %j", async (type, fields, state) => {
    const run = await newFlowRun(bench.store);
    await proposeState(bench.store, run, { type: "RUNNING" });
    await bench.automate(on(`act.${type}`), [{ type, ...fields }]);
    await bench.happen(`act.${type}`, about(run));
    await bench.settle();
    expect(await stateOf(run)).toMatchObject(state);
    expect((await bench.outcomes()).at(-1)).toBe(`${type} executed`);
  });
});

describeOnDatabases("an action that deletes the flow run of the event", (database) => {
  test("does, and fails when there is none", async () => {
    const bench = await AutomationBench.open(database);
    const run = await newFlowRun(bench.store);
    const id = await bench.automate(on("act.delete"), [{ type: "delete-flow-run" }], { name: "sweeper" });
    await bench.happen("act.delete", about(run));
    await bench.settle();
    expect(await bench.store.read("readFlowRun", { id: run })).toBe(null);
    const again = await bench.happen("act.delete", about(run));
    await bench.settle();
    const [failed] = (await bench.events("prefect.automation.action.failed")).slice(-1);
    const [fired] = (await bench.events("prefect.automation.triggered")).slice(-1);
    const [asked] = (await bench.events("prefect.automation.action.triggered")).slice(-1);
    expect(failed).toEqual({
      id: expect.any(String),
      occurred: bench.deps.now(),
      received: bench.deps.now(),
      event: "prefect.automation.action.failed",
      resource: {
        "prefect.resource.id": `prefect.automation.${id}`,
        "prefect.resource.name": "sweeper",
        "prefect.trigger-type": "event",
        "prefect.posture": "Reactive",
      },
      related: [
        { "prefect.resource.id": `prefect.flow-run.${run}`, "prefect.resource.role": "target" },
        { "prefect.resource.id": `prefect.event.${fired?.id}`, "prefect.resource.role": "automation-triggered-event" },
        { "prefect.resource.id": `prefect.event.${again}`, "prefect.resource.role": "triggering-event" },
      ],
      payload: {
        action_index: 0,
        action_type: "delete-flow-run",
        invocation: expect.any(String),
        reason: "Flow run not found (404)",
      },
      follows: asked?.id,
    });
    expect(asked?.follows).toBe(again);
    await bench.happen("act.delete");
    await bench.settle();
    const [none] = (await bench.events("prefect.automation.action.failed")).slice(-1);
    expect(none?.payload).toMatchObject({ reason: "No flow run could be inferred" });
  });
});

describeOnDatabases("actions on runs that pause", (database) => {
  test("suspend a run of a deployment, and let it go on", async () => {
    const bench = await AutomationBench.open(database);
    const client = new RouteClient(bench.store, bench.deps);
    const flow_id = await newFlow(bench.store);
    const deployment = idOf(await client.expect(201, "POST", "/deployments/", { name: "d", flow_id }));
    const run = idOf(await client.expect(201, "POST", `/deployments/${deployment}/create_flow_run`, {}));
    await proposeState(bench.store, run, { type: "PENDING" });
    await proposeState(bench.store, run, { type: "RUNNING" });
    for (const type of ["suspend-flow-run", "resume-flow-run"]) await bench.automate(on(`act.${type}`), [{ type }]);
    const resource = { "prefect.resource.id": `prefect.flow-run.${run}` };
    const stateOf = async () => (await bench.store.read("readFlowRun", { id: run }))?.state?.name;
    await bench.happen("act.suspend-flow-run", { resource });
    await bench.settle();
    expect(await stateOf()).toBe("Suspended");
    await bench.happen("act.resume-flow-run", { resource });
    await bench.settle();
    expect(await stateOf()).toBe("Resuming");
    await bench.happen("act.resume-flow-run", { resource });
    await bench.settle();
    expect((await bench.outcomes()).slice(-3)).toEqual([
      "suspend-flow-run executed",
      "resume-flow-run executed",
      "resume-flow-run failed",
    ]);
  });
});

describeOnDatabases("an action that runs a deployment", (database) => {
  test("fills in its parameters, and makes one run, which says who had it made", async () => {
    const bench = await AutomationBench.open(database);
    const client = new RouteClient(bench.store, bench.deps);
    const flow_id = await newFlow(bench.store);
    const deployment = idOf(
      await client.expect(201, "POST", "/deployments/", { name: "d", flow_id, parameters: { kept: 1 } }),
    );
    await client.expect(201, "POST", "/variables/", { name: "vary", value: { a: [1] } });
    const parameters = {
      text: "{{ event.resource.id }} at {{ event.payload.n }}",
      number: "{{ event.payload.n }}",
      variable: { __prefect_kind: "workspace_variable", variable_name: "vary" },
      all: "{{ variables.vary }}",
      plain: [1, "x"],
    };
    const run = { type: "run-deployment", deployment_id: deployment, parameters, schedule_after: 60 };
    const id = await bench.automate(on("run.it"), [run], { name: "starter" });
    await bench.happen("run.it", { payload: { n: 7 } });
    await bench.settle();
    await bench.settle();
    const wanted = { flow_runs: { deployment_id: { any_: [deployment] } } };
    const found = await client.expect(200, "POST", "/flow_runs/filter", wanted);
    const runs = z.array(z.looseObject({ id: z.string(), name: z.string() })).parse(found);
    expect(runs).toHaveLength(1);
    expect(runs[0]).toMatchObject({
      parameters: { kept: 1, text: "thing.1 at 7", number: 7, variable: { a: [1] }, all: { a: [1] }, plain: [1, "x"] },
      created_by: { id, type: "AUTOMATION", display_value: "starter" },
      state: { name: "Scheduled" },
    });
    const [executed] = (await bench.events("prefect.automation.action.executed")).slice(-1);
    expect(executed?.related.slice(0, 2)).toEqual([
      { "prefect.resource.id": `prefect.deployment.${deployment}`, "prefect.resource.role": "target" },
      {
        "prefect.resource.id": `prefect.flow-run.${runs[0]?.id}`,
        "prefect.resource.role": "flow-run",
        "prefect.resource.name": runs[0]?.name,
      },
    ]);
  });

  test.each([
    [{ a: "{{ event.payload.n + 'x' }}" }, "Template rendering failed: 'x' is no number"],
    [{ a: { __prefect_kind: "workspace_variable", variable_name: "none" } }, "Variable 'none' not found in workspace."],
  ])("fails whole when %j cannot be made", async (parameters, reason) => {
    const bench = await AutomationBench.open(database);
    await bench.automate(on("run.not"), [{ type: "run-deployment", deployment_id: ABSENT, parameters }]);
    await bench.happen("run.not", { payload: { n: 1 } });
    await bench.settle();
    const [failed] = (await bench.events("prefect.automation.action.failed")).slice(-1);
    expect(failed?.payload).toMatchObject({ reason });
  });
});

describeOnDatabases("actions that pause and resume", (database) => {
  test("work pools, queues, automations and deployments, named or of the event", async () => {
    const bench = await AutomationBench.open(database);
    const client = new RouteClient(bench.store, bench.deps);
    const pool = idOf(await client.expect(201, "POST", "/work_pools/", { name: "pool", type: "process" }));
    const queue = idOf(await client.expect(201, "POST", "/work_pools/pool/queues", { name: "queue" }));
    const flow_id = await newFlow(bench.store);
    const deployment = idOf(await client.expect(201, "POST", "/deployments/", { name: "d", flow_id }));
    const other = await bench.automate(on("never.happens"));
    await bench.automate(on("now.pause"), [
      { type: "pause-work-pool", work_pool_id: pool },
      { type: "pause-work-queue", source: "inferred" },
      { type: "pause-automation", automation_id: other },
      { type: "pause-deployment", deployment_id: deployment },
    ]);
    await bench.automate(on("now.resume"), [
      { type: "resume-work-pool", source: "inferred" },
      { type: "resume-work-queue", work_queue_id: queue },
      { type: "resume-automation", automation_id: other },
      { type: "resume-deployment", deployment_id: deployment },
      { type: "resume-automation", source: "inferred" },
      { type: "pause-work-pool", work_pool_id: ABSENT },
    ]);
    const related = [
      { "prefect.resource.id": `prefect.work-pool.${pool}`, "prefect.resource.role": "work-pool" },
      { "prefect.resource.id": `prefect.work-queue.${queue}`, "prefect.resource.role": "work-queue" },
    ];
    const paused = async () => [
      Reflect.get(Object(await client.expect(200, "GET", "/work_pools/pool")), "is_paused"),
      Reflect.get(Object(await client.expect(200, "GET", `/work_queues/${queue}`)), "is_paused"),
      !Reflect.get(Object(await client.expect(200, "GET", `/automations/${other}`)), "enabled"),
      Reflect.get(Object(await client.expect(200, "GET", `/deployments/${deployment}`)), "paused"),
    ];
    await bench.happen("now.pause", { related });
    await bench.settle();
    expect(await paused()).toEqual([true, true, true, true]);
    await bench.happen("now.resume", { related });
    await bench.settle();
    expect(await paused()).toEqual([false, false, false, false]);
    const failed = await bench.events("prefect.automation.action.failed");
    expect(failed.slice(-2).map(({ payload }) => payload["reason"])).toEqual([
      "No automation could be inferred",
      `Work pool ${ABSENT} not found`,
    ]);
  });
});
