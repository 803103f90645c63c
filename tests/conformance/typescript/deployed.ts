import { appendFileSync } from "node:fs";
import { setTimeout as passed } from "node:timers/promises";
import { flow, getLogger, runtime, task } from "tutti";

// Flows that are deployed and executed by workers: Tutti's, Prefect's, or this program itself, which serves them.

const add = task(function add(left: number, right: number) {
  return left + right;
});

export const sum = flow(async function sum({ left = 1, right = 2 }: { left?: number; right?: number } = {}) {
  const result = await add(left, right);
  getLogger().info("the sum is %d", result);
  return result;
});

export const failing = flow(async function failing() {
  throw new RangeError("not today");
});

export const patient = flow(
  { onCancellation: (_flow, { parameters }) => appendFileSync(String(parameters["notes"]), "hook\n") },
  async function patient({ notes }: { notes: string }) {
    appendFileSync(notes, "begin\n");
    await passed(120_000, undefined, { signal: runtime.signal });
  },
);

if (import.meta.main) await sum.serve({ name: "served", parameters: { left: 40 } });
