import { setTimeout as passed } from "node:timers/promises";
import { flow } from "../../src/flow.ts";
import { getLogger } from "../../src/get-logger.ts";
import { runtime } from "../../src/runtime.ts";
import { task } from "../../src/task.ts";

// A flow that is about to end in an unusual way, named by the first argument.

const wait = task(async function wait() {
  process.stdout.write("waiting\n");
  if (process.argv[2] === "exit") process.exit(7);
  await passed(60_000, undefined, { signal: runtime.signal });
});

const nested = flow(async function nested() {
  await wait();
});

const hook = async () => {
  if (process.argv[2] === "stuck in a hook") await new Promise(() => undefined);
  if (process.argv[2] !== "within a hook") return;
  process.stdout.write("in a hook\n");
  await passed(60_000);
};

// The signal arrives while the server is asked to make the run.
function flowRunName(): string {
  const [, , way, name = ""] = process.argv;
  if (way === "while it begins") process.kill(process.pid, "SIGINT");
  return name;
}

const onCrashed = async () => {
  await passed(20);
  process.stdout.write("crashed\n");
};

const ending = flow({ onCompletion: hook, onFailure: hook, onCrashed, flowRunName }, async function ending() {
  process.stdout.write(`run ${runtime.flowRun?.id}\n`);
  const [, , way] = process.argv;
  if (way === "uncaught") setTimeout(() => fail(), 10);
  if (way === "failures taken later") return takeLater();
  if (way === "stuck") await new Promise(() => undefined);
  if (way === "after many lines") for (let line = 0; line < 100; line++) getLogger().warn("line %d", line);
  if (way === "after many lines" || way?.endsWith("a hook")) return;
  await nested();
});

const refuse = task(function refuse(): never {
  throw new RangeError("a task's");
});

const refuseWithin = flow(function refuseWithin(): never {
  throw new RangeError("a subflow's");
});

async function takeLater(): Promise<void> {
  void refuse();
  const failing = [refuse(), refuseWithin()];
  await Promise.all([refuse.state(), refuseWithin.state()]);
  await passed(20);
  for (const ended of await Promise.allSettled(failing)) {
    if (ended.status === "rejected") process.stdout.write(`${ended.reason}\n`);
  }
}

function fail(): never {
  throw new TypeError("from a timer");
}

await ending();
