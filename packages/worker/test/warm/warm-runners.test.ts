import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Job } from "../../src/launcher.ts";
import type { WarmRunner } from "../../src/warm/warm-runner.ts";
import { WarmRunners } from "../../src/warm/warm-runners.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const key = { deploymentId: "d", text: "d" };

function jobOf(flowRunId: string): Job {
  return {
    flowRunId,
    configuration: {
      command: null,
      env: {},
      labels: {},
      name: null,
      streamsOutput: false,
      workingDir: null,
      fields: {},
    },
    environment: {},
    lease: { epoch: 1, kind: "tutti" },
    warm: key,
    onLine: () => undefined,
  };
}

test("however long a module takes to load, no more processes load it than runs wait for them", async () => {
  let started = 0;
  const runners = new WarmRunners(() => {
    started += 1;
    return new Promise<WarmRunner>(() => undefined);
  });
  void runners.launch(key, jobOf("one"));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(started).toBe(1);
  void runners.launch(key, jobOf("two"));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(started).toBe(2);
});
