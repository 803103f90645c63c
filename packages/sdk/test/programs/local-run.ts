import { appendFileSync, existsSync } from "node:fs";
import { setTimeout as passed } from "node:timers/promises";
import { flow } from "../../src/flow.ts";
import { runtime } from "../../src/runtime.ts";
import { task } from "../../src/task.ts";

// A program that runs its own flow, and may be killed in the middle.

const { CALLS = "", GO = "" } = process.env;

const step = task(async function step(index: number) {
  appendFileSync(CALLS, `${index}\n`);
  return index;
});

const local = flow(async function local({ last }: { last: number }) {
  process.stdout.write(`run ${runtime.flowRun?.id}\n`);
  const seen = [await step(0), await step(1)];
  process.stdout.write("holding\n");
  while (!existsSync(GO)) await passed(10);
  return [...seen, await step(last)];
});

if (import.meta.main) await local({ last: 7 });
