import { afterEach, expect, test, vi } from "vitest";
import { wait, waitUntil } from "../../src/engine/wait.ts";
import { wallMs } from "../../src/engine/wall-clock.ts";

const HOUR_MS = 3_600_000;

afterEach(() => void vi.useRealTimers());

test.each([
  ["wait", () => wait(50, new AbortController().signal)],
  ["waitUntil", () => waitUntil(wallMs() + 50, new AbortController().signal)],
])("%s is over after its time when the wall clock is set back meanwhile", async (_, begin) => {
  vi.useFakeTimers({ toFake: ["Date"] });
  const waiting = begin();
  vi.setSystemTime(Date.now() - HOUR_MS);

  await expect(waiting).resolves.toBeUndefined();
});

test("a wait ends as soon as it is late enough, when the wall clock is set forward meanwhile", async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  const waiting = waitUntil(wallMs() + 50, new AbortController().signal);
  vi.setSystemTime(Date.now() + HOUR_MS);

  await expect(waiting).resolves.toBeUndefined();
});
