import { pino } from "pino";
import { beforeEach, expect, test } from "vitest";
import { addSeconds, formatInstant } from "@tutti/core/instant";
import { rescuer } from "../../src/services/rescuer.ts";
import { type Service, startLoop } from "../../src/services/loop.ts";
import type { Store } from "../../src/store/store.ts";
import { describeOnDatabases, type DatabaseUnderTest } from "../support/databases.ts";
import { newFlowRun, proposeState } from "../support/requests.ts";
import type { TestDeps } from "../support/test-clock.ts";

const logger = pino({ level: "silent" });

let store: Store;
let deps: TestDeps;
let service: Service;

async function open(database: DatabaseUnderTest): Promise<void> {
  ({ store, deps } = await database.open());
  service = rescuer(10);
}

const look = () => service.tick({ store, deps, logger });
const stateOf = async (id: string) => (await store.read("readFlowRun", { id }))?.state;

/** A Running run, leased from now on. */
async function leasedRun(): Promise<string> {
  const id = await newFlowRun(store);
  await store.command("acquireLease", { id, owner: "a", ttlSeconds: 10 });
  await proposeState(store, id, { type: "RUNNING" }, 1);
  return id;
}

/** Looks every three seconds, for so long. */
async function watch(seconds: number): Promise<void> {
  for (let passed = 0; passed < seconds; passed += 3) {
    deps.advance(3);
    await look();
  }
}

describeOnDatabases("the rescuer", (database) => {
  beforeEach(() => open(database));

  test("finds a run whose owner is gone within 15 seconds of its last sign, and says why it ends", async () => {
    await look();
    const id = await leasedRun();
    const leaseEnd = formatInstant(addSeconds(deps.now(), 10));
    await watch(9);
    expect(await stateOf(id)).toMatchObject({ type: "RUNNING" });
    await watch(3);
    expect(await stateOf(id)).toMatchObject({
      type: "CRASHED",
      message:
        `The process that executed the run is gone: its lease ended at ${leaseEnd}. It has no deployment that could ` +
        `start it again. \`tutti flow-run resume ${id}\` goes on from its last step.`,
    });
  });

  test("leaves a run whose owner renews", async () => {
    await look();
    const id = await leasedRun();
    for (let renewal = 0; renewal < 10; renewal++) {
      await watch(3);
      await store.command("renewLease", { id, epoch: 1, ttlSeconds: 10 });
    }
    expect(await stateOf(id)).toMatchObject({ type: "RUNNING" });
  });

  test("rescues any number of runs, a batch at a time", async () => {
    await look();
    const runs = await Promise.all(Array.from({ length: 101 }, leasedRun));
    await watch(9);
    deps.advance(3);
    expect(await look()).toBe(true);
    expect(await look()).toBe(false);
    const states = await Promise.all(runs.map(stateOf));
    expect(states.filter((state) => state?.type !== "CRASHED")).toEqual([]);
  });
});

describeOnDatabases("nobody is rescued for the server's own absence:", (database) => {
  beforeEach(() => open(database));

  test.each([
    ["starts, however long it was away", async () => (deps.advance(3600), rescuer(10))],
    ["was stuck for a minute", async () => (deps.advance(60), service)],
    ["slept, with its machine", async () => (deps.setBy(3600), deps.advance(3), service)],
    ["had its clock set forward", async () => (deps.advance(1), deps.setBy(86_400), service)],
  ])("every lease gets a whole lifetime when the server %s", async (_what, absence) => {
    await look();
    const id = await leasedRun();
    service = await absence();
    await look();
    await watch(9);
    await store.command("renewLease", { id, epoch: 1, ttlSeconds: 10 });
    await watch(9);
    expect(await stateOf(id)).toMatchObject({ type: "RUNNING" });
    await watch(6);
    expect(await stateOf(id)).toMatchObject({ type: "CRASHED" });
  });

  test("the lifetimes after a start begin with it", async () => {
    const id = await leasedRun();
    deps.advance(3600);
    await startLoop(service, { store, deps, logger }).stop();
    const taken = store.command("acquireLease", { id, owner: "b", ttlSeconds: 10 });
    await expect(taken).rejects.toMatchObject({ code: "conflict" });
  });

  test("a clock that was set back does not hide them for long either", async () => {
    await look();
    const id = await leasedRun();
    deps.setBy(-3600);
    await watch(15);
    expect(await stateOf(id)).toMatchObject({ type: "CRASHED" });
  });

  test("a round that failed is taken for one", async () => {
    await look();
    const id = await leasedRun();
    await watch(6);
    const broken: Store = { ...store, command: () => Promise.reject(new Error("no database")) };
    deps.advance(3);
    await expect(service.tick({ store: broken, deps, logger })).rejects.toThrow("no database");
    await watch(9);
    expect(await stateOf(id)).toMatchObject({ type: "RUNNING" });
    await watch(6);
    expect(await stateOf(id)).toMatchObject({ type: "CRASHED" });
  });

  test("a lifetime is what a lease was told to be", async () => {
    service = rescuer(5);
    const id = await leasedRun();
    await look();
    await watch(3);
    expect(await stateOf(id)).toMatchObject({ type: "RUNNING" });
    await watch(3);
    expect(await stateOf(id)).toMatchObject({ type: "CRASHED" });
  });
});
