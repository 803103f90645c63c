import { expect, test } from "vitest";
import { type DatabaseUnderTest, describeOnDatabases } from "../../support/databases.ts";
import { AutomationBench } from "../../support/automation-bench.ts";
import { newFlowRun, proposeState } from "../../support/requests.ts";

const LIMIT = 10;
const thing = { "prefect.resource.id": ["thing.*"] };

/** Runs, and what is done about them. */
async function open(database: DatabaseUnderTest) {
  const bench = await AutomationBench.open(database);
  const { store } = bench;
  const running = async () => {
    const id = await newFlowRun(store);
    await proposeState(store, id, { type: "RUNNING" });
    return id;
  };
  const arm = (id: string, ...events: string[]) => {
    const waits = events.map((event) => ({ event, resource: thing }));
    return store.command("armEventWaits", { id, waits, epoch: null });
  };
  const wait = (id: string) => proposeState(store, id, { type: "SCHEDULED", name: "AwaitingEvent" });
  const wake = () => store.command("wakeForEvents", { limit: LIMIT });
  const nameOf = async (id: string) => (await store.read("readFlowRun", { id }))?.state_name;
  return { bench, running, arm, wait, wake, nameOf };
}

describeOnDatabases("runs that wait for events", (database) => {
  test("are scheduled when one has come, whatever else happens", async () => {
    const { bench, running, arm, wait, wake, nameOf } = await open(database);
    const [tea, coffee] = [await running(), await running()];
    await arm(tea, "tea.made", "tea.bought");
    await arm(coffee, "coffee.made");
    await wait(tea);
    await wait(coffee);
    await bench.happen("tea.drunk");
    await bench.happen("coffee.made", { resource: { "prefect.resource.id": "other.1" } });
    expect(await wake()).toEqual({ isWatching: true, hasMore: false });
    expect([await nameOf(tea), await nameOf(coffee)]).toEqual(["AwaitingEvent", "AwaitingEvent"]);
    await bench.happen("tea.bought");
    await wake();
    expect([await nameOf(tea), await nameOf(coffee)]).toEqual(["Resuming", "AwaitingEvent"]);
  });

  test("are woken by an event that came before their process ended", async () => {
    const { bench, running, arm, wait, wake, nameOf } = await open(database);
    const id = await running();
    await arm(id, "milk.made");
    await bench.happen("milk.made");
    await wake();
    expect(await nameOf(id)).toBe("Running");
    await wait(id);
    await wake();
    expect(await nameOf(id)).toBe("Resuming");
  });

  test("that do not exist, or are another's by now, are refused", async () => {
    const { bench, running } = await open(database);
    const missing = { id: crypto.randomUUID(), waits: [], epoch: null };
    await expect(bench.store.command("armEventWaits", missing)).rejects.toMatchObject({ code: "not_found" });
    const stale = { id: await running(), waits: [], epoch: 7 };
    await expect(bench.store.command("armEventWaits", stale)).rejects.toMatchObject({ code: "lease_lost" });
  });
});

describeOnDatabases("the watch for events", (database) => {
  test("is on while a run waits, and what was before it wakes nobody", async () => {
    const { bench, running, arm, wait, wake, nameOf } = await open(database);
    expect(await wake()).toEqual({ isWatching: false, hasMore: false });
    const id = await running();
    await bench.happen("tea.made");
    await arm(id, "coffee.made");
    await arm(id, "tea.made");
    await wait(id);
    expect((await wake()).isWatching).toBe(true);
    expect(await nameOf(id)).toBe("AwaitingEvent");
    await proposeState(bench.store, id, { type: "CANCELLED" });
    await wake();
    expect((await wake()).isWatching).toBe(false);
  });
});
