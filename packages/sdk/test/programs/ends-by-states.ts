import { appendFileSync, existsSync } from "node:fs";
import { setTimeout as passed } from "node:timers/promises";
import { flow } from "../../src/flow.ts";
import { Cancelled, Completed, Crashed, Failed } from "../../src/returned-state.ts";
import { runtime } from "../../src/runtime.ts";
import { task } from "../../src/task.ts";

// Steps and subflows that end by states of their own; each call is noted in CALLS. Then it says so and waits for GO, unless
// that is there.

const { CALLS = "", GO = "" } = process.env;

const WAYS = {
  skipped: () => Completed({ name: "Skipped", message: "nothing to do", data: { rows: 0 } }),
  rejected: () => Failed({ name: "Rejected", error: new RangeError("row 7") }),
  stopped: () => Cancelled({ name: "Stopped", message: "enough" }),
  crashed: () => Crashed({ message: "no disk" }),
};
type Way = keyof typeof WAYS;

function end(way: Way) {
  appendFileSync(CALLS, `${way}\n`);
  return WAYS[way]();
}

const step = task(function step(way: Way) {
  return end(way);
});
const part = flow(function part({ way }: { way: Way }) {
  return end(way);
});

const ends = flow(async function ends() {
  process.stdout.write(`run ${runtime.flowRun?.id}\n`);
  const seen: unknown[] = [];
  for (const way of ["skipped", "rejected", "stopped", "crashed"] as const) {
    for (const { type, name, message, error } of [await step.state(way), await part.state({ way })]) {
      seen.push([type, name, message, error?.name, error?.message]);
    }
  }
  seen.push(await step("skipped"));
  process.stdout.write(`seen ${JSON.stringify(seen)}\n`);
  while (!existsSync(GO)) await passed(10);
  return Completed({ name: "Done", data: seen });
});

await ends();
