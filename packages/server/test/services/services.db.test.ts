import { pino } from "pino";
import { beforeEach, expect, test } from "vitest";
import { addSeconds, formatInstant, type Instant } from "@tutti/core/instant";
import { lateRuns } from "../../src/services/late-runs.ts";
import { pauseExpirations } from "../../src/services/pause-expirations.ts";
import type { Store } from "../../src/store/store.ts";
import { describeOnDatabases } from "../support/databases.ts";
import { newFlowRun, proposeState } from "../support/requests.ts";
import type { TestDeps } from "../support/test-clock.ts";

const logger = pino({ level: "silent" });

describeOnDatabases("late runs", (database) => {
  let store: Store;
  let deps: TestDeps;
  beforeEach(async () => {
    ({ store, deps } = await database.open());
  });

  const scheduledAt = (at: Instant) =>
    newFlowRun(store, { state: { type: "SCHEDULED", state_details: { scheduled_time: formatInstant(at) } } });
  const tick = () => lateRuns({ afterSeconds: 15 }).tick({ store, deps, logger });
  const stateOf = async (id: string) => (await store.read("readFlowRun", { id }))?.state;

  test("a scheduled run is late 15 seconds after its time, and not before", async () => {
    const due = addSeconds(deps.now(), 60);
    const [run, later] = [await scheduledAt(due), await scheduledAt(addSeconds(due, 3600))];
    deps.advance(74);
    expect(await tick()).toBe(false);
    expect(await stateOf(run)).toMatchObject({ name: "Scheduled" });
    deps.advance(1);
    expect(await tick()).toBe(false);
    expect(await stateOf(run)).toMatchObject({
      type: "SCHEDULED",
      name: "Late",
      state_details: { scheduled_time: formatInstant(due) },
    });
    expect(await stateOf(later)).toMatchObject({ name: "Scheduled" });
  });

  test("a run is marked once; one that waits for its retry, or was taken, is not late", async () => {
    const [late, taken] = [await scheduledAt(deps.now()), await scheduledAt(deps.now())];
    const retrying = await newFlowRun(store, {
      state: {
        type: "SCHEDULED",
        name: "AwaitingRetry",
        state_details: { scheduled_time: formatInstant(deps.now()) },
      },
    });
    await proposeState(store, taken, { type: "PENDING" });
    deps.advance(60);
    await tick();
    const marked = await stateOf(late);
    deps.advance(60);
    await tick();
    expect(await stateOf(late)).toEqual(marked);
    expect(await stateOf(taken)).toMatchObject({ name: "Pending" });
    expect(await stateOf(retrying)).toMatchObject({ name: "AwaitingRetry" });
  });

  test("more than a batch is marked by asking again at once", async () => {
    const runs = await Promise.all(Array.from({ length: 401 }, () => scheduledAt(deps.now())));
    deps.advance(60);
    expect(await tick()).toBe(true);
    expect(await tick()).toBe(false);
    const states = await Promise.all(runs.map(stateOf));
    expect(states.filter((state) => state?.name !== "Late")).toEqual([]);
  });
});

describeOnDatabases("pauses that run out", (database) => {
  let store: Store;
  let deps: TestDeps;
  beforeEach(async () => {
    ({ store, deps } = await database.open());
  });

  async function pausedUntil(at: Instant): Promise<string> {
    const run = await newFlowRun(store);
    await proposeState(store, run, { type: "RUNNING" });
    const state_details = { pause_timeout: formatInstant(at), pause_key: "1" };
    await proposeState(store, run, { type: "PAUSED", state_details });
    return run;
  }
  const stateOf = async (id: string) => (await store.read("readFlowRun", { id }))?.state;

  test("a run that nobody resumed in time fails, to the microsecond; others stay paused", async () => {
    const end = addSeconds(deps.now(), 3600.5);
    const [run, later] = [await pausedUntil(end), await pausedUntil(addSeconds(end, 60))];
    deps.advance(3600.499_999);
    await pauseExpirations.tick({ store, deps, logger });
    expect(await stateOf(run)).toMatchObject({ type: "PAUSED" });
    deps.advance(0.000_001);
    expect(await pauseExpirations.tick({ store, deps, logger })).toBe(false);
    expect(await stateOf(run)).toMatchObject({
      type: "FAILED",
      message: "The run was not resumed before its pause ended.",
    });
    expect(await stateOf(later)).toMatchObject({ type: "PAUSED" });
  });
});
