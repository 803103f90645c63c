import { expect, test } from "vitest";
import type { JobEnd } from "../src/launcher.ts";
import { type PolledJob, watchByPolling } from "../src/polled-job.ts";

const END: JobEnd = { code: 0, signal: null, reason: null, isReported: false };

/** A job that answers the looks at it one after another, and what is told of it. */
function job(answers: readonly (JobEnd | null | Error)[], more: Partial<PolledJob> = {}) {
  const told: unknown[] = [];
  const left = [...answers];
  const polled: PolledJob = {
    identifier: "service::1",
    everyMs: 1,
    look: async () => {
      const answer = left.shift();
      if (answer instanceof Error) throw answer;
      return answer ?? null;
    },
    stop: async () => undefined,
    onTrouble: (error) => told.push(error),
    ...more,
  };
  return { launched: watchByPolling(polled), told };
}

test("a job is looked at until it is over, and what is left to do is done then", async () => {
  const { launched, told } = job([null, null, END], { afterwards: async () => void told.push("afterwards") });
  expect(launched).toMatchObject({ identifier: "service::1", isWarm: false });
  expect(await launched.ended).toEqual(END);
  expect(told).toEqual(["afterwards"]);
});

test("a service that does not answer is told once, and once when it does again", async () => {
  const error = new Error("503");
  const { launched, told } = job([null, error, error, null, error, END]);
  expect(await launched.ended).toEqual(END);
  expect(told).toEqual([error, null, error, null]);
});

test("what cannot be done afterwards is told, and the end stays", async () => {
  const error = new Error("no");
  const { launched, told } = job([END], { afterwards: () => Promise.reject(error) });
  expect(await launched.ended).toEqual(END);
  expect(told).toEqual([error]);
});

test("a job that is to end is asked until the service has heard it, and looked at at once", async () => {
  const asked: number[] = [];
  let isOver = false;
  const { launched } = job([], {
    everyMs: 3_600_000,
    look: async () => (isOver ? END : null),
    stop: async (graceMs) => {
      asked.push(graceMs);
      if (asked.length === 1) throw new Error("503");
      isOver = true;
    },
  });
  await launched.end(5000);
  expect(asked).toEqual([5000, 5000]);
  expect(await launched.ended).toEqual(END);
});
