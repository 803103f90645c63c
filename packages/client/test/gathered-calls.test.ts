import { expect, test } from "vitest";
import { GatheredCalls } from "../src/gathered-calls.ts";

/** Answers when told to, each question with itself doubled. */
function desk() {
  const requests: { asked: readonly number[]; answer: () => void; fail: (error: Error) => void }[] = [];
  const arrivals: (() => void)[] = [];
  const send = (asked: readonly number[]) =>
    new Promise<number[]>((resolve, reject) => {
      requests.push({ asked, answer: () => resolve(asked.map((n) => n * 2)), fail: reject });
      arrivals.shift()?.();
    });
  const arrival = (): Promise<void> => new Promise((resolve) => arrivals.push(resolve));
  return { requests, send, arrival };
}

test("what is asked for in one turn goes in one request, and each hears its own answer", async () => {
  const { requests, send, arrival } = desk();
  const calls = new GatheredCalls(send, 10);
  const answers = Promise.all([calls.call(1), calls.call(2), calls.call(3)]);
  await arrival();
  expect(requests.map(({ asked }) => asked)).toEqual([[1, 2, 3]]);
  requests[0]?.answer();
  expect(await answers).toEqual([2, 4, 6]);
});

test("a request has no more calls than it may, and two are under way at most", async () => {
  const { requests, send, arrival } = desk();
  const calls = new GatheredCalls(send, 2);
  const answers = Promise.all([1, 2, 3, 4, 5].map((n) => calls.call(n)));
  await arrival();
  expect(requests.map(({ asked }) => asked)).toEqual([
    [1, 2],
    [3, 4],
  ]);
  const next = arrival();
  requests[1]?.answer();
  await next;
  expect(requests[2]?.asked).toEqual([5]);
  for (const { answer } of requests) answer();
  expect(await answers).toEqual([2, 4, 6, 8, 10]);
});

test("a request that fails fails those of it, and the next goes on", async () => {
  const { requests, send, arrival } = desk();
  const calls = new GatheredCalls(send, 10);
  const failed = Promise.allSettled([calls.call(1), calls.call(2)]);
  await arrival();
  requests[0]?.fail(new Error("no"));
  expect((await failed).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  const next = calls.call(3);
  await arrival();
  requests[1]?.answer();
  expect(await next).toBe(6);
});

test("an answer that is missing is an error", async () => {
  const calls = new GatheredCalls<number, number>(() => Promise.resolve([]), 10);
  await expect(calls.call(1)).rejects.toThrow("fewer");
});
