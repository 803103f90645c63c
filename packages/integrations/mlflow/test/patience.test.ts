import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Patience } from "../src/patience.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** An answer whose content comes as it is told to, and the patience that it is waited for with. */
function waited(partMs: number | null) {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const patience = new Patience("http://mlflow", 1000);
  const reader = patience.watched(new Response(readable), partMs).body?.getReader();
  const writer = writable.getWriter();
  const next = async (part: string): Promise<string> => {
    void writer.write(Buffer.from(part));
    const { value } = (await reader?.read()) ?? {};
    return Buffer.from(value ?? []).toString();
  };
  return { patience, next, close: () => writer.close(), rest: () => reader?.read() };
}

test("content may take longer than an answer, as long as some of it keeps coming", async () => {
  const { patience, next, close, rest } = waited(1000);
  for (const part of ["a", "b", "c"]) {
    vi.advanceTimersByTime(900);
    expect(await next(part)).toBe(part);
  }
  void close();
  await rest();
  vi.advanceTimersByTime(10_000);
  expect(patience.signal.aborted).toBe(false);
});

test("content that stops coming is given up, and says whose it was", async () => {
  const { patience, next } = waited(1000);
  await next("a");
  vi.advanceTimersByTime(1000);
  expect(patience.signal.reason).toMatchObject({
    code: "failed_request",
    detail: "http://mlflow sent nothing for 1 s",
  });
});

test("an answer that is no content has to be there in time, whole", async () => {
  const { patience, next } = waited(null);
  vi.advanceTimersByTime(900);
  await next("a");
  vi.advanceTimersByTime(100);
  expect(patience.signal.aborted).toBe(true);
});

test("without an answer it ends, and when it is ended it does not", () => {
  const [silent, ended] = [new Patience("http://mlflow", 1000), new Patience("http://mlflow", 1000)];
  ended.end();
  vi.advanceTimersByTime(1000);
  expect([silent.signal.aborted, ended.signal.aborted]).toEqual([true, false]);
});
