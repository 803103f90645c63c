import { afterEach, beforeEach, expect, test } from "vitest";
import { describeOnDatabases } from "../support/databases.ts";
import { newFlow, newFlowRun, proposeState } from "../support/requests.ts";
import { RunStarters } from "../support/run-starters.ts";

// Automations hear of the runs that they start and change: that must end.

const FLOW_RUN = "prefect.flow-run.";

function idOf(answer: unknown): string {
  return String(Reflect.get(Object(answer), "id"));
}

describeOnDatabases("an automation that starts runs", (database) => {
  let starters: RunStarters;
  beforeEach(async () => {
    starters = await RunStarters.open(database);
  });
  afterEach(() => starters.close());

  test("of all that happens starts one for each, and none for what that run tells", async () => {
    await starters.automate({});
    await starters.begin();
    const [first = "", ...more] = await starters.runs();
    expect(more).toEqual([]);
    await starters.execute(first);
    expect(await starters.runs()).toEqual([first]);
  });

  test("starts none for what a run tells that its own run called", async () => {
    const flow_id = await newFlow(starters.bench.store);
    await starters.automate({});
    await starters.begin();
    const [first = ""] = await starters.runs();
    const calling = { flow_run_id: first, task_key: "t", dynamic_key: "0" };
    const parent_task_run_id = idOf(await starters.client.expect(201, "POST", "/task_runs/", calling));
    const called = await starters.client.expect(201, "POST", "/flow_runs/", { flow_id, parent_task_run_id });
    await starters.execute(idOf(called));
    expect(await starters.runs()).toEqual([first]);
  });

  test("starts one for each event of another's run, but none for those of the runs that come of it", async () => {
    await starters.automate({ expect: ["some.thing"] });
    const second = await starters.automate({ match: { "prefect.resource.id": `${FLOW_RUN}*` } });
    await starters.begin();
    const [first = "", follower = "", ...more] = await starters.runs();
    expect(more).toEqual([]);
    const before = (await starters.bench.firings(second)).length;
    await starters.execute(follower);
    expect(await starters.bench.firings(second)).toHaveLength(before);
    await starters.execute(first);
    expect(await starters.bench.firings(second)).toHaveLength(before + 3);
  });

  test("starts the next when it names the event that the last one told", async () => {
    await starters.automate({ expect: ["some.thing", `${FLOW_RUN}Failed`] });
    await starters.begin();
    const [first = ""] = await starters.runs();
    await starters.execute(first);
    expect(await starters.runs()).toHaveLength(2);
  });
});

describeOnDatabases("an automation that changes runs", (database) => {
  test("of all that happens to them changes one once, and not for its own change", async () => {
    const starters = await RunStarters.open(database);
    const { store } = starters.bench;
    const run = await newFlowRun(store);
    const change = { type: "change-flow-run-state", state: "FAILED", name: "Judged", force: true };
    const id = await starters.automate({ match: { "prefect.resource.id": `${FLOW_RUN}*` } }, [change]);
    await proposeState(store, run, { type: "RUNNING" });
    await starters.bench.settle();
    const judged = (await starters.bench.events(`${FLOW_RUN}Judged`)).filter(
      ({ resource }) => resource["prefect.resource.id"] === `${FLOW_RUN}${run}`,
    );
    expect(judged.map(({ resource }) => resource["tutti.brought-about-by"])).toEqual([id]);
    await starters.close();
  });
});
