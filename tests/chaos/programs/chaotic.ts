import { appendFileSync, openSync, closeSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as passed } from "node:timers/promises";
import { startOfProcess } from "@tutti/client/process-identity";
import { flow, runtime, sleep, task } from "../../../packages/tutti/src/index.ts";

// A flow with all that a flow may have, whose process dies anywhere. Each step gives its value and which execution of it
// gave it, and notes both: who has them compares what was executed with what stands.

const folder = process.env["CHAOS_FOLDER"] ?? "";
const startedAt = await startOfProcess(process.pid);
appendFileSync(join(folder, "processes"), `${process.pid} ${startedAt}\n`);

interface Made {
  readonly value: number;
  readonly execution: string;
}

interface Place {
  readonly run: string;
  /** The attempt of the run whose process this is. */
  readonly attempt: number;
}

let place: Place = { run: "", attempt: 0 };
let executions = 0;

function note(what: string, { run, attempt }: Place, step: string, execution: string): void {
  appendFileSync(join(folder, "journal"), `${what} ${run} ${attempt} ${step} ${execution}\n`);
}

/** Whether this is the first time that anybody asks so in this run. */
function isFirst(what: string): boolean {
  try {
    closeSync(openSync(join(folder, `${place.run}-${what}`), "wx"));
    return true;
  } catch {
    return false;
  }
}

async function execute(name: string, value: number): Promise<Made> {
  const own = place;
  executions += 1;
  const execution = `${process.pid}.${startedAt}.${executions}`;
  note("runs", own, name, execution);
  await passed(5);
  return { value, execution };
}

const square = task({ name: "square" }, (name: string, value: number) => execute(name, value * value));
const add = task({ name: "add" }, (name: string, left: number, right: number) => execute(name, left + right));
const retried = task({ name: "retried", retries: 2, retryDelaySeconds: 0.05 }, (name: string, value: number) => {
  if (isFirst(name)) throw new Error("once");
  return execute(name, value);
});
const refused = task({ name: "refused" }, (name: string, value: number) => {
  if (isFirst(name)) throw new Error("not in the first attempt");
  return execute(name, value);
});

/** What the attempt that came to the end had seen of each step. */
type Seen = Record<string, string>;

async function done(seen: Seen, name: string, step: PromiseLike<Made>): Promise<number> {
  const own = place;
  const { value, execution } = await step;
  note("committed", own, name, execution);
  seen[name] = execution;
  return value;
}

const part = flow({ name: "part" }, async ({ name, from }: { name: string; from: number }) => {
  const seen: Seen = {};
  let sum = from;
  for (let round = 0; sum < from + 6; round += 1) {
    const step = `${name}.add${round}`;
    sum = await done(seen, step, add(step, sum, round));
  }
  return { sum, seen };
});

export const chaotic = flow({ name: "chaotic", retries: 1, recoveries: 1000 }, async ({ seed }: { seed: number }) => {
  place = { run: runtime.flowRun?.id ?? "", attempt: runtime.flowRun?.runCount ?? 0 };
  const seen: Seen = {};
  const names = [0, 1, 2, 3].map((index) => `square${index}`);
  const squares = square.map(
    names,
    names.map((_, index) => seed + index),
  );
  let sum = 0;
  for (const [index, name] of names.entries()) {
    const future = squares[index];
    if (future !== undefined) sum += await done(seen, name, future);
  }
  await sleep(0.1);
  const parts = await Promise.all([0, 1].map((index) => part({ name: `part${index}`, from: seed + index })));
  for (const { sum: more, seen: steps } of parts) {
    sum += more;
    Object.assign(seen, steps);
  }
  sum = await done(seen, "retried", retried("retried", sum));
  if (seed % 3 === 0) await sleep(1, { releaseAfterSeconds: 0.1 });
  sum = await done(seen, "refused", refused("refused", sum));
  return { sum, seen };
});
