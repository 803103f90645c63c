import { randomUUID } from "node:crypto";
import { sendEvents } from "@tutti/client/events";
import { readWaitingFacts } from "@tutti/client/flow-runs";
import type { WaitingFacts } from "@tutti/core/wire/dashboard-work";
import { expect, test } from "vitest";
import { flow } from "../../src/flow.ts";
import { runtime } from "../../src/runtime.ts";
import { task } from "../../src/task.ts";
import { days, minutes, secondsOf } from "../../src/waiting/duration.ts";
import { sleep } from "../../src/waiting/sleep.ts";
import { waitForEvent } from "../../src/waiting/wait-for-event.ts";
import { Program } from "../support/program.ts";
import { useServer } from "../support/server.ts";

const records = useServer();

function happen(event: string, amount: number): Promise<void> {
  const resource = { "prefect.resource.id": `order.${amount}` };
  const occurred = new Date().toISOString();
  return sendEvents(records.api, [{ id: randomUUID(), occurred, event, resource, related: [], payload: { amount } }]);
}

test("chance and time are the same in every attempt", async () => {
  const seen: unknown[] = [];
  const chancy = flow({ name: "chancy", retries: 1 }, async () => {
    const drawn = [await runtime.now(), await runtime.random(), await runtime.random(), await runtime.uuid()];
    seen.push(drawn);
    if (seen.length === 1) throw new Error("once");
    return drawn;
  });
  const [at, first, second, id] = await chancy();
  expect(seen[1]).toEqual(seen[0]);
  expect([at instanceof Date, typeof first, first === second, String(id).length]).toEqual([true, "number", false, 36]);
});

test("a flow waits for the first event that fits, and another attempt gets the same", async () => {
  let attempts = 0;
  const waiting = flow({ name: "waiting", retries: 1 }, async () => {
    const found = waitForEvent({ event: "was.paid", resource: "order.*", pollIntervalSeconds: 0.05 });
    if (attempts++ === 0) {
      await happen("was.refused", 1);
      await happen("was.paid", 2);
    }
    const event = await found;
    await happen("was.paid", 3);
    if (attempts === 1) throw new Error("once");
    return event.payload["amount"];
  });
  expect(await waiting()).toBe(2);
});

test("what a run waits for in its own process is told until it is over", async () => {
  const seen: WaitingFacts["waits"][] = [];
  const event = "was.shown";
  const open = flow({ name: "open" }, async () => {
    const id = runtime.flowRun?.id ?? "";
    const look = async () => seen.push((await readWaitingFacts(records.api, id)).waits);
    const awaited = waitForEvent({ event, resource: "order.9", pollIntervalSeconds: 0.05 });
    await expect.poll(async () => (await look()) > 0 && seen.at(-1)).toMatchObject([{ event }]);
    const slept = sleep(days(1));
    await expect.poll(async () => (await look()) > 0 && seen.at(-1)).toMatchObject([{ event: null }, { event }]);
    await happen(event, 9);
    await Promise.race([awaited, slept]);
    await look();
  });
  await open();
  const until = expect.stringMatching(/^\d{4}-/);
  const sleeping = { event: null, resource: null, until };
  expect(seen.at(-2)).toEqual([sleeping, { event, resource: "order.9", until: null }]);
  expect(seen.at(-1)).toEqual([sleeping]);
});

test("a wait for an event that does not come is over in time; so is a race against a sleep", async () => {
  const event = "never.comes";
  const late = flow({ name: "late" }, () => waitForEvent({ event, timeoutSeconds: 0.2, pollIntervalSeconds: 0.05 }));
  await expect(late()).rejects.toMatchObject({ code: "timed_out" });
  const racing = flow({ name: "racing" }, async () => {
    const quick = task({ name: "quick" }, () => "won");
    return Promise.race([quick(), sleep(days(1)), waitForEvent({ event })]);
  });
  expect(await racing()).toBe("won");
});

test("durations are seconds, or a span by its parts", () => {
  expect([secondsOf(90), secondsOf(minutes(2)), secondsOf({ days: 1, hours: 1, seconds: 1 })]).toEqual([
    90, 120, 90_001,
  ]);
  expect(() => secondsOf(-1)).toThrow(RangeError);
  expect(() => secondsOf(Number.NaN)).toThrow(RangeError);
});

test("what a flow that has ended still waits for does not keep its process", async () => {
  const program = new Program("local-waits", [], records.env);
  expect(await program.said("result ")).toBe("won");
  expect(await program.ended()).toEqual({ code: 0, signal: null });
});
