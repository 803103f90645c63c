import { appendFileSync, existsSync } from "node:fs";
import { setTimeout as passed } from "node:timers/promises";
import { z } from "zod";
import { flow } from "../../src/flow.ts";
import { suspend } from "../../src/input/pause.ts";
import { runtime } from "../../src/runtime.ts";
import { serve } from "../../src/serve/serve.ts";
import { task } from "../../src/task.ts";
import { days } from "../../src/waiting/duration.ts";
import { sleep } from "../../src/waiting/sleep.ts";
import { waitForEvent } from "../../src/waiting/wait-for-event.ts";

// Serves its flows, one of which is not exported.

const double = task(async function double(value: number) {
  return value * 2;
});

/** Doubles a number. */
export const doubled = flow(async function doubled({
  value = 4,
}: {
  /** What is doubled. */
  value?: number;
} = {}) {
  return double(value);
});

const hidden = flow(async function hidden() {
  return runtime.flowRun?.id;
});

/** Writes a line when it begins and when it ends, and waits for a file in between. */
export const held = flow(async function held({ calls, go }: { calls: string; go: string }) {
  appendFileSync(calls, "begin\n");
  while (!existsSync(go)) await passed(10, undefined, { signal: runtime.signal });
  appendFileSync(calls, "end\n");
});

const note = task(function note(line: string, calls: string) {
  appendFileSync(calls, `${line}\n`);
});

/** Asks between two steps, without a process while it waits. */
export const approved = flow(async function approved({ calls }: { calls: string }) {
  await note("before", calls);
  const input = z.object({ count: z.int().min(1) });
  const { count } = await suspend({ input, description: "How many?" });
  await note(`after ${count}`, calls);
  return count;
});

/** Sleeps between two steps, without a process. */
export const slept = flow({ retries: 1 }, async function slept({ calls, seconds }: { calls: string; seconds: number }) {
  await note("before", calls);
  await Promise.all([sleep(seconds, { releaseAfterSeconds: 0.1 }), note("beside", calls)]);
  await note("after", calls);
});

/** Waits for an event, or as many days, without a process. */
export const awaited = flow(async function awaited({ calls }: { calls: string }) {
  await note("before", calls);
  const releaseAfterSeconds = 0.5;
  const paid = waitForEvent({
    event: "order.paid",
    resource: "order.*",
    match: { kind: ["tea"] },
    releaseAfterSeconds,
  });
  const first = await Promise.race([paid, sleep(days(3), { releaseAfterSeconds })]);
  await note("after", calls);
  return first?.payload["amount"];
});

const name = process.env["DEPLOYMENT"] ?? "served";
const daily = { cron: "0 7 * * *", timezone: "Europe/Berlin", tags: ["daily"] };
const flows = {
  doubled: () => doubled.toDeployment({ name, ...daily }),
  hidden: () => hidden.toDeployment({ name }),
  held: () => held.toDeployment({ name }),
  approved: () => approved.toDeployment({ name }),
  slept: () => slept.toDeployment({ name }),
  awaited: () => awaited.toDeployment({ name }),
};

const wanted = Object.entries(flows).filter(([key]) => process.env["FLOWS"]?.includes(key));
await serve(...(await Promise.all(wanted.map(([, make]) => make()))), { limit: 1 });
