import { ResponseError } from "@tutti/client/response-error";
import { expect, test } from "vitest";
import { type Waiting, waitForSlots, wakeWaiting } from "../../src/limits/wait-for-slots.ts";

const FAR_MS = 60_000;

function taken(retryAfterMs = FAR_MS): ResponseError {
  return new ResponseError("POST /increment", 423, { detail: "taken" }, retryAfterMs);
}

function waiting<T>(take: () => Promise<T>, changes: Partial<Waiting<T>> = {}): Waiting<T> {
  return {
    what: "a slot",
    key: "key",
    timeoutSeconds: undefined,
    signal: new AbortController().signal,
    take,
    giveBack: () => undefined,
    onWaiting: () => undefined,
    ...changes,
  };
}

test("what is granted at once is given at once", async () => {
  expect(await waitForSlots(waiting(async () => 7))).toBe(7);
});

test("the server is asked again after the time it names, and the wait is told once", async () => {
  const answers = [taken(1), taken(2), null];
  const told: number[] = [];
  const take = async (): Promise<string> => {
    const answer = answers.shift();
    if (answer instanceof Error) throw answer;
    return "granted";
  };
  expect(await waitForSlots(waiting(take, { onWaiting: (ms) => told.push(ms) }))).toBe("granted");
  expect([answers, told]).toEqual([[], [1]]);
});

test("slots given back in this process are asked for at once", async () => {
  let isFree = false;
  const take = async (): Promise<string> => {
    if (!isFree) throw taken();
    return "granted";
  };
  const waits = Promise.withResolvers<void>();
  const granted = waitForSlots(waiting(take, { onWaiting: () => waits.resolve() }));
  await waits.promise;
  isFree = true;
  wakeWaiting();
  expect(await granted).toBe("granted");
});

test("those who want the same limits ask in the order they came, one at a time", async () => {
  const free = { slots: 1 };
  const asked: string[] = [];
  const ask = (name: string) =>
    waitForSlots(
      waiting(async () => {
        asked.push(name);
        if (free.slots === 0) throw taken();
        free.slots -= 1;
        return name;
      }),
    );
  const first = await ask("a");
  const others = [ask("b"), ask("c")];
  while (asked.length < 2) await Promise.resolve();
  for (const other of others) {
    free.slots += 1;
    wakeWaiting();
    await other;
  }
  expect([first, ...(await Promise.all(others))]).toEqual(["a", "b", "c"]);
  expect([...new Set(asked)]).toEqual(["a", "b", "c"]);
  expect(asked.lastIndexOf("b")).toBeLessThan(asked.indexOf("c"));
});

test("who gives up lets nobody pass those who wait before", async () => {
  const free = { slots: 0 };
  const asked: string[] = [];
  const ask = (name: string, changes: Partial<Waiting<string>> = {}) => {
    const take = async (): Promise<string> => {
      asked.push(name);
      if (free.slots === 0) throw taken();
      free.slots -= 1;
      return name;
    };
    return waitForSlots(waiting(take, changes));
  };
  const waits = Promise.withResolvers<void>();
  const first = ask("first", { onWaiting: () => waits.resolve() });
  await waits.promise;
  const stop = new AbortController();
  const givenUp = ask("given up", { signal: stop.signal });
  stop.abort(new Error("cancelled"));
  await expect(givenUp).rejects.toThrow("cancelled");
  const next = ask("next");
  free.slots = 2;
  wakeWaiting();
  await Promise.all([first, next]);
  expect(asked).toEqual(["first", "first", "next"]);
});

test("waiting ends with the time limit, for who asks and for who stands behind", async () => {
  const full = waiting<string>(() => Promise.reject(taken()), { timeoutSeconds: 0.05, what: '1 slot of "db"' });
  const outcomes = await Promise.allSettled([waitForSlots(full), waitForSlots(full)]);
  const timeout = { status: "rejected", reason: expect.objectContaining({ code: "slots_timeout" }) };
  expect(outcomes).toEqual([timeout, timeout]);
});

test("slots that are granted after the wait was given up go back", async () => {
  const late = Promise.withResolvers<string>();
  const givenBack: string[] = [];
  const stop = new AbortController();
  const changes = { signal: stop.signal, giveBack: (slots: string) => void givenBack.push(slots) };
  const asked = Promise.withResolvers<void>();
  const take = (): Promise<string> => {
    asked.resolve();
    return late.promise;
  };
  const granted = waitForSlots(waiting(take, changes));
  await asked.promise;
  stop.abort(new Error("the run is cancelled"));
  await expect(granted).rejects.toThrow("the run is cancelled");
  late.resolve("granted too late");
  await late.promise;
  expect(givenBack).toEqual(["granted too late"]);
});

test("another refusal ends the wait", async () => {
  const refused = new ResponseError("POST /increment", 422, { detail: "slots are more than the limit" });
  await expect(waitForSlots(waiting(() => Promise.reject(refused)))).rejects.toBe(refused);
  expect(await waitForSlots(waiting(async () => "the next one"))).toBe("the next one");
});
