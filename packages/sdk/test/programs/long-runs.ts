import { appendFileSync, existsSync } from "node:fs";
import { setTimeout as passed } from "node:timers/promises";
import { flow } from "../../src/flow.ts";
import { runtime } from "../../src/runtime.ts";
import { task } from "../../src/task.ts";
import { sleep } from "../../src/waiting/sleep.ts";

// Flows that tests deploy, interrupt and execute again. Each step notes its call in the file `calls`; before step `holdAt`
// the flow says so and waits for the file `go`.

interface Place {
  calls: string;
  go: string;
  holdAt?: number;
}

const step = task(async function step(index: number, calls: string) {
  appendFileSync(calls, `${index}\n`);
  if (index === 1) throw new RangeError("step 1 fails");
  return { index, at: new Date(index) };
});

const pair = flow(async function pair({ first, calls }: { first: number; calls: string }) {
  return [await step(first, calls), await step(first + 1, calls)];
});

export const steps = flow(async function steps({ calls, go, holdAt = 3 }: Place) {
  const seen: unknown[] = [];
  for (let index = 0; index < 6; index++) {
    if (index === holdAt) await hold(go);
    seen.push(await outcomeOf(index, calls));
  }
  return [...seen, ...(await pair({ first: 1000, calls }))].map((value) => JSON.stringify(value)).join(" ");
});

async function outcomeOf(index: number, calls: string): Promise<unknown> {
  try {
    const { at } = await step(index, calls);
    return at instanceof Date ? at.getTime() : "not a date";
  } catch (error) {
    return error instanceof RangeError ? error.message : "another error";
  }
}

async function hold(go: string): Promise<void> {
  process.stdout.write("holding\n");
  while (!existsSync(go)) await passed(10, undefined, { signal: runtime.signal });
}

export const retried = flow({ retries: 1, retryDelaySeconds: 1 }, async function retried({ calls }: { calls: string }) {
  await step(0, calls);
  if (runtime.flowRun?.runCount === 1) throw new Error("not yet");
  return step(2, calls).then(({ index }) => index);
});

export const hooked = flow(
  {
    onCancellation: async (_flow, { parameters }) => {
      await passed(50);
      appendFileSync(String(parameters["calls"]), "hook\n");
    },
  },
  async function hooked({ go }: Place) {
    await hold(go);
  },
);

const failing = task(async function failing({ calls, go }: Place) {
  appendFileSync(calls, "failing\n");
  if (!existsSync(go)) throw new Error("there is no go");
  return "passed";
});

export const failsOnce = flow({ name: "failsOnce" }, async function failsOnce(place: Place) {
  await step(0, place.calls);
  return failing(place);
});

export const cutShort = flow({ retries: 1 }, async function cutShort(place: Place) {
  if (runtime.flowRun?.runCount === 2) await hold(place.go);
  return failing(place);
});

export const counted = flow(async function counted({ go }: Place) {
  await hold(go);
  return runtime.flowRun?.runCount;
});

export const naps = flow(async function naps({ calls }: Place) {
  await sleep(4, { releaseAfterSeconds: 0.2 });
  await step(7, calls);
});

export const exits = flow(async function exits() {
  process.exit(7);
});

/** Computes and hears of nothing. */
export const busy = flow(async function busy({ go }: Place) {
  process.stdout.write("busy\n");
  while (!existsSync(go)) Math.sqrt(2);
});
