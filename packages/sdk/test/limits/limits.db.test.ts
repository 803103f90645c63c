import { fixedAddress } from "@tutti/client/api-address";
import {
  createConcurrencyLimit,
  deleteConcurrencyLimit,
  readConcurrencyLimit,
  releaseSlots,
  takeSlots,
} from "@tutti/client/concurrency-limits";
import { filterEvents } from "@tutti/client/events";
import { ApiClient } from "@tutti/client/http";
import { createTagLimit } from "@tutti/client/tag-limits";
import { setTimeout as passed } from "node:timers/promises";
import { expect, test, vi } from "vitest";
import { connect } from "../../src/connection.ts";
import { flow } from "../../src/flow.ts";
import { concurrency } from "../../src/limits/concurrency.ts";
import { rateLimit } from "../../src/limits/rate-limit.ts";
import { runtime } from "../../src/runtime.ts";
import { task } from "../../src/task.ts";
import { LateAnswer } from "../support/late-answer.ts";
import { Program } from "../support/program.ts";
import { useServer } from "../support/server.ts";

const records = useServer();

const makeLimit = (name: string, limit: number, decay = 0) =>
  createConcurrencyLimit(records.api, { name, limit, slot_decay_per_second: decay });

const taken = async (name: string): Promise<number> => (await readConcurrencyLimit(records.api, name)).active_slots;

/** How many are inside at once. */
class Overlap {
  inside = 0;
  most = 0;

  /** Stays until so many were inside at once, and for all the turns that one too many would need to come in. */
  async stay(atLeast: number): Promise<void> {
    this.inside += 1;
    this.most = Math.max(this.most, this.inside);
    while (this.most < atLeast) await new Promise(setImmediate);
    for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate);
    this.inside -= 1;
  }
}

test("no more work goes on at once than the limit has slots, and all are given back", async () => {
  await makeLimit("two", 2);
  const overlap = new Overlap();
  const results = await Promise.all(
    [0, 1, 2, 3, 4].map((n) => concurrency("two", { timeoutSeconds: 60 }, () => overlap.stay(2).then(() => n))),
  );
  expect([results, overlap.most, await taken("two")]).toEqual([[0, 1, 2, 3, 4], 2, 0]);
});

test("work that fails gives its slots back, and fails as itself", async () => {
  await makeLimit("failing", 3);
  const failing = concurrency("failing", { slots: 3 }, async () => {
    throw new Error(`inside, ${await taken("failing")} taken`);
  });
  await expect(failing).rejects.toThrow("inside, 3 taken");
  expect(await taken("failing")).toBe(0);
});

test("slots whose grant was lost on its way are had by asking again", async () => {
  await makeLimit("lost grant", 1);
  const late = await LateAnswer.to(records.server.url, "increment-with-lease");
  try {
    const api = new ApiClient({ locate: fixedAddress(late.api) });
    const asked = takeSlots(api, { names: ["lost grant"], slots: 1, mode: "concurrency", lease_duration: 60 });
    await late.whenAsked();
    await expect.poll(() => taken("lost grant")).toBe(1);
    late.lose();
    await releaseSlots(records.api, (await asked).lease_id);
    expect(await taken("lost grant")).toBe(0);
  } finally {
    await late.close();
  }
});

test("slots taken by `await using` are held to the end of the block", async () => {
  await makeLimit("block", 1);
  {
    await using slots = await concurrency.acquire("block");
    expect([slots.names, await taken("block")]).toEqual([["block"], 1]);
  }
  expect(await taken("block")).toBe(0);
});

test("who waits too long hears for what", async () => {
  await makeLimit("full", 1);
  await using _slots = await concurrency.acquire("full");
  await expect(concurrency("full", { timeoutSeconds: 0.05 }, () => "never")).rejects.toMatchObject({
    code: "slots_timeout",
    message: 'No slot became free in time: waited 0.05 s for 1 slot of the concurrency limit "full"',
  });
});

test("a name without a limit limits nothing, unless that is an error", async () => {
  expect(await concurrency(["unknown"], (slots) => slots.names)).toEqual([]);
  await makeLimit("known", 1);
  const strict = concurrency(["known", "unknown"], { strict: true }, () => "never");
  await expect(strict).rejects.toMatchObject({ code: "missing_limit", detail: "unknown" });
  expect(await taken("known")).toBe(0);
});

test("more slots than there are is an error of the caller", async () => {
  await makeLimit("small", 1);
  await expect(concurrency("small", { slots: 2 }, () => "never")).rejects.toMatchObject({ status: 422 });
});

test("a run that waits says for what, and its events tell who held what", async () => {
  await makeLimit("told", 1);
  const held = await concurrency.acquire("told");
  const waits = flow({ name: "waits-for-slots" }, async () => {
    const id = runtime.flowRun?.id ?? "";
    const work = concurrency("told", () => id);
    // Given back once the run has said that it waits.
    while (!(await records.messages(id)).some((line) => line.startsWith("Waiting for"))) await passed(20);
    await held.release();
    return work;
  });
  process.env.TUTTI_LOGGING_LEVEL = "INFO";
  const id = await waits();
  process.env.TUTTI_LOGGING_LEVEL = "CRITICAL";
  expect(await records.messages(id)).toContain('Waiting for 1 slot of the concurrency limit "told": all are taken');
  const { events } = await filterEvents(records.api, {
    filter: { any_resource: { id: [`prefect.flow-run.${id}`] }, event: { prefix: ["prefect.concurrency-limit."] } },
  });
  const limit = await readConcurrencyLimit(records.api, "told");
  const labels = {
    "prefect.resource.id": `prefect.concurrency-limit.${limit.id}`,
    "prefect.resource.name": "told",
    "slots-acquired": "1",
    limit: "1",
  };
  expect(events.map(({ event, resource }) => [event, resource])).toEqual([
    ["prefect.concurrency-limit.released", labels],
    ["prefect.concurrency-limit.acquired", labels],
  ]);
  const [released, acquired] = events;
  expect(released?.follows).toBe(acquired?.id);
  expect(acquired?.related.map((one) => one["prefect.resource.role"])).toEqual(["flow-run", "flow"]);
});

test("a limit that is deleted meanwhile disturbs nobody", async () => {
  await makeLimit("deleted", 1);
  const work = concurrency("deleted", async () => {
    await deleteConcurrencyLimit(records.api, "deleted");
    return "done";
  });
  expect(await work).toBe("done");
});

/** Slots are lost when `lose` is called: the shortest lease is a minute. */
async function withLoss(): Promise<{ lose: () => void; [Symbol.dispose]: () => void }> {
  const { leases } = await connect();
  const keepSlots = vi.spyOn(leases, "keepSlots");
  return {
    lose: () => keepSlots.mock.lastCall?.[2]("410"),
    [Symbol.dispose]: () => keepSlots.mockRestore(),
  };
}

test("work whose slots are lost goes on, and hears of it", async () => {
  using losing = await withLoss();
  await makeLimit("lost", 1);
  const work = concurrency("lost", async ({ signal }) => {
    losing.lose();
    await passed(1);
    return signal.reason as unknown;
  });
  expect(await work).toMatchObject({ code: "slots_lost", detail: "the lease on the slots of lost has ended" });
  expect(await taken("lost")).toBe(0);
});

test.for([{ strict: true }, { raiseOnLeaseRenewalFailure: true }])(
  "work whose slots are lost fails at once, where that is asked: %o",
  async (options) => {
    using losing = await withLoss();
    const name = `lost-${Object.keys(options).join()}`;
    await makeLimit(name, 1);
    const work = concurrency(name, options, () => {
      losing.lose();
      return new Promise(() => undefined);
    });
    await expect(work).rejects.toMatchObject({ code: "slots_lost" });
    expect(await taken(name)).toBe(0);
  },
);

test("slots may be lost without failing strict work", async () => {
  using losing = await withLoss();
  await makeLimit("lost-unheeded", 1);
  const work = concurrency("lost-unheeded", { strict: true, raiseOnLeaseRenewalFailure: false }, async () => {
    losing.lose();
    await passed(1);
    return "done";
  });
  expect(await work).toBe("done");
});

test("a rate limit lets through what decays", async () => {
  await makeLimit("rate", 1, 50);
  const startedAt = performance.now();
  for (let call = 0; call < 4; call++) await rateLimit("rate");
  expect(performance.now() - startedAt).toBeGreaterThan(50);
  await makeLimit("no-rate", 1);
  await expect(rateLimit("no-rate")).rejects.toMatchObject({ status: 422 });
});

test("tasks of a limited tag run one after the other, and wait visibly", async () => {
  await createTagLimit(records.api, { tag: "one-at-a-time", concurrency_limit: 1 });
  const overlap = new Overlap();
  let id = "";
  const isAwaited = async () =>
    (await records.taskRuns(id)).some(({ state_name }) => state_name === "AwaitingConcurrencySlot");
  const tagged = task({ tags: ["one-at-a-time", "unlimited"] }, async function tagged(n: number) {
    // The first one stays until another asks in vain.
    while (overlap.most === 0 && !(await isAwaited())) await passed(20);
    await overlap.stay(1);
    return n;
  });
  const results = await flow({ name: "tagged" }, async () => {
    id = runtime.flowRun?.id ?? "";
    return Promise.all(tagged.map([0, 1, 2]));
  })();
  expect([results, overlap.most, await taken("tag:one-at-a-time")]).toEqual([[0, 1, 2], 1, 0]);
  const runs = await records.taskRuns(id);
  const states = await Promise.all(runs.map((run) => records.taskStates(run.id)));
  expect(states.map((names) => names.at(-1))).toEqual(["Completed", "Completed", "Completed"]);
  expect(states.flat()).toContain("AwaitingConcurrencySlot");
});

test("a process that is told to stop gives its slots back", async () => {
  await makeLimit("stopped", 1);
  const program = new Program("holds-slots", ["stopped"], records.env);
  await program.said("holding");
  expect(await taken("stopped")).toBe(1);
  program.send("SIGTERM");
  await program.ended();
  expect(await taken("stopped")).toBe(0);
});
