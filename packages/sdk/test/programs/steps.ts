import { appendFileSync, existsSync } from "node:fs";
import { setTimeout as passed } from "node:timers/promises";
import { flow } from "../../src/flow.ts";
import { runtime } from "../../src/runtime.ts";
import { task } from "../../src/task.ts";

// A flow of STEPS steps, each of which notes its call in CALLS; before step HOLD_AT it says so and waits for GO.

const { CALLS = "", GO = "", STEPS = "10", HOLD_AT = "-1" } = process.env;

const step = task(async function step(index: number) {
  appendFileSync(CALLS, `${index}\n`);
  if (index === 1) throw new RangeError("step 1 fails");
  return { index, at: new Date(index) };
});

const pair = flow(async function pair({ first }: { first: number }) {
  return [await step(first), await step(first + 1)];
});

const steps = flow(async function steps() {
  process.stdout.write(`run ${runtime.flowRun?.id}\n`);
  const seen: unknown[] = [];
  for (let index = 0; index < Number(STEPS); index++) {
    if (index === Number(HOLD_AT)) await hold();
    seen.push(await outcomeOf(index));
  }
  seen.push(...(await pair({ first: 1000 })));
  return seen.length;
});

async function outcomeOf(index: number): Promise<unknown> {
  try {
    const { at } = await step(index);
    if (!(at instanceof Date)) throw new Error("a date did not come back as one");
    return at;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return error.message;
  }
}

async function hold(): Promise<void> {
  process.stdout.write("holding\n");
  while (!existsSync(GO)) await passed(10);
}

process.stdout.write(`result ${await steps()}\n`);
