import { appendFileSync } from "node:fs";
import { setTimeout as passed } from "node:timers/promises";
import { flow, runtime, task } from "../../../packages/tutti/src/index.ts";

const STEPS = 4;
const STEP_MS = 60;

const journal = process.env["JOURNAL"] ?? "";

function note(what: string, run: string, step: number): void {
  appendFileSync(journal, `${what} ${run} ${step} ${process.pid}\n`);
}

const step = task({ name: "step" }, async (run: string, number: number) => {
  note("runs", run, number);
  await passed(STEP_MS);
  return number;
});

/** Notes each execution of a step, and each step that is known to be committed: its caller goes on only then. */
export const journalled = flow({ name: "journalled" }, async () => {
  const run = runtime.flowRun?.id ?? "";
  for (let number = 0; number < STEPS; number += 1) {
    await step.withOptions({ key: String(number) })(run, number);
    note("committed", run, number);
  }
});
