import { getCompileCacheDir } from "node:module";
import { isMainThread, threadId } from "node:worker_threads";
import { addAssetMetadata } from "../../src/assets/asset-metadata.ts";
import { materialize } from "../../src/assets/materialize.ts";
import { getLogger } from "../../src/get-logger.ts";
import { Completed, Failed } from "../../src/returned-state.ts";
import { runtime } from "../../src/runtime.ts";
import { task } from "../../src/task.ts";

// Tasks that run on threads. Each of these imports this file.

const onThread = { runner: "thread" } as const;

export const whereIs = task(onThread, function whereIs(value: Map<string, Date>) {
  const { taskName, parameters } = runtime.taskRun ?? {};
  return { threadId, value, name: taskName, parameters };
});

/** Ends when so many calls are in it at once. */
export const meet = task(onThread, function meet(inside: Int32Array<SharedArrayBuffer>, count: number) {
  if (Atomics.add(inside, 0, 1) + 1 === count) Atomics.notify(inside, 0);
  for (let now = Atomics.load(inside, 0); now < count; now = Atomics.load(inside, 0)) Atomics.wait(inside, 0, now);
  return threadId;
});

export const compileCache = task(onThread, function compileCache() {
  return getCompileCacheDir();
});

export const tell = task({ ...onThread, logPrints: true }, function tell(word: string) {
  console.log(`printed ${word}`);
  getLogger().info(`logged ${word}`);
});

let attempts = 0;
export const failsOnce = task({ ...onThread, retries: 1, retryDelaySeconds: 0 }, function failsOnce() {
  attempts += 1;
  if (attempts === 1) throw new RangeError("the first time");
  return attempts;
});

export const spins = task({ ...onThread, timeoutSeconds: 0.5 }, function spins(): never {
  for (;;);
});

export const ends = task(onThread, function ends(): never {
  process.exit(7);
});

/** Ends, and leaves something behind on its thread that ends that a moment later. */
export const leavesBehind = task(
  onThread,
  function leavesBehind(ending: "exit" | "throw", done: Int32Array<SharedArrayBuffer>) {
    setTimeout(() => {
      Atomics.store(done, 0, 1);
      Atomics.notify(done, 0);
      if (ending === "exit") process.exit(3);
      throw new RangeError("nobody awaits this");
    }, 20);
    return threadId;
  },
);

export const givesFunction = task(onThread, function givesFunction() {
  return () => 1;
});

export const endsIn = task(onThread, function endsIn(type: "completed" | "failed" | "rejected" | "several") {
  const skipped = Completed({ name: "Skipped", message: "nothing to do", data: new Map([[threadId, type]]) });
  if (type === "completed") return skipped;
  if (type === "several") return [skipped, Failed({ message: "no rows" })];
  return Failed(type === "failed" ? { message: "no rows" } : { name: "Rejected", error: new RangeError("row 7") });
});

export const makesOnThread = materialize("s3://b/thread", onThread, function makesOnThread() {
  addAssetMetadata("s3://b/thread", { onMain: isMainThread });
});

const inner = task(async function inner() {});
export const callsTask = task(onThread, async function callsTask() {
  await inner();
});

const hidden = task(onThread, function hidden() {});
export const hiddenState = () => hidden.state();
