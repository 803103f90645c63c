import { z } from "zod";
import { flow } from "../../src/flow.ts";
import { getLogger } from "../../src/get-logger.ts";
import { Cancelled, Completed, Crashed, Failed } from "../../src/returned-state.ts";
import { runtime } from "../../src/runtime.ts";
import { task } from "../../src/task.ts";

// Flows that tests deploy.

const add = task(async function add(a: number, b: number) {
  return a + b;
});

export const sum = flow(async function sum({ a = 1, b = 2 }: { a?: number; b?: number } = {}) {
  getLogger().warn("adding in %s", runtime.flowRun?.name);
  return add(a, b);
});

export const checked = flow(
  { parameters: z.object({ month: z.int().max(12) }) },
  async function checked({ month }: { month: number }) {
    return month;
  },
);

export const failing = flow(async function failing() {
  throw new RangeError("not today");
});

const WAYS = { Completed, Failed, Cancelled, Crashed };

export const ends = flow(async function ends({ way }: { way: keyof typeof WAYS }) {
  return WAYS[way]({ name: "MyOwn", message: "as I say" });
});

export const leavesATimer = flow(async function leavesATimer() {
  setInterval(() => undefined, 1000);
});

export const tells = flow(async function tells() {
  return { details: await runtime.flowRunDetails(), deployment: await runtime.deployment() };
});

export const notAFlow = 7;
