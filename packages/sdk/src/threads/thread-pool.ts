import { COMPILE_CACHE_FLAGS } from "@tutti/client/compile-cache";
import type { LogRecord } from "@tutti/client/logs";
import { availableParallelism } from "node:os";
import { SHARE_ENV, Worker } from "node:worker_threads";
import type { AssetMetadata } from "../assets/asset-metadata.ts";
import { reasonFor } from "../engine/wait.ts";
import { printLine } from "../print-line.ts";
import { asError, errorTitle } from "../results/failure.ts";
import type { FromTaskThread, ThreadCall, ToTaskThread } from "./thread-messages.ts";
import { stateFromMessage } from "./state-message.ts";
import { moduleBeside } from "./module-beside.ts";

// H1: there are as many threads as cores; who comes later waits in order.
// H2: a call that is aborted is asked to stop, and its thread is ended when it does not: what computes hears nothing.
// H3: threads hold the process only while they execute a task.
// H4: a thread that ends while it has nothing to do, by what a task left behind in it, is no other task's any more; a call
//     that was given to it in that moment, and not begun, goes to another.

const STOPPED_WITHIN_MS = 1000;

interface ThreadJob {
  readonly call: ThreadCall;
  readonly signal: AbortSignal;
  readonly onLog: (record: LogRecord) => void;
  readonly onAssets: (metadata: AssetMetadata) => void;
}

const idle: Worker[] = [];
const waiting: (() => void)[] = [];
let busy = 0;

/** Calls the task's function on a thread. Rejects with what it throws, and with the signal's reason. */
export async function callOnThread(job: ThreadJob): Promise<unknown> {
  await turn(job.signal);
  try {
    for (;;) {
      job.signal.throwIfAborted();
      const used = idle.pop();
      const outcome = await execute(used ?? newThread(), job, used !== undefined);
      if (outcome !== "gone") return outcome.value;
    }
  } finally {
    busy -= 1;
    waiting.shift()?.();
  }
}

async function turn(signal: AbortSignal): Promise<void> {
  while (busy >= availableParallelism()) {
    const turn = Promise.withResolvers<void>();
    waiting.push(turn.resolve);
    signal.addEventListener("abort", () => turn.resolve(), { once: true });
    await turn.promise;
    const at = waiting.indexOf(turn.resolve);
    if (at >= 0) waiting.splice(at, 1);
    if (signal.aborted) break;
  }
  busy += 1;
}

function newThread(): Worker {
  const program = moduleBeside(import.meta.url, "task-thread");
  const thread = new Worker(program, { execArgv: [...COMPILE_CACHE_FLAGS], env: SHARE_ENV });
  const leave = (): void => {
    const at = idle.indexOf(thread);
    if (at >= 0) idle.splice(at, 1);
  };
  thread.on("exit", leave).on("error", (error) => {
    if (!idle.includes(thread)) return;
    printLine(`tutti: what a task left behind on its thread failed: ${errorTitle(asError(error))}`);
    leave();
  });
  return thread;
}

/** "gone" when a thread that had been idle ended before it began. */
function execute(
  thread: Worker,
  { call, signal, onLog, onAssets }: ThreadJob,
  wasIdle: boolean,
): Promise<"gone" | { readonly value: unknown }> {
  const { promise, resolve, reject } = Promise.withResolvers<"gone" | { readonly value: unknown }>();
  let limit: NodeJS.Timeout | undefined;
  let mayBeGone = wasIdle;
  const stop = (): void => {
    tell(thread, { kind: "abort", reason: reasonFor(signal) });
    limit = setTimeout(() => void thread.terminate(), STOPPED_WITHIN_MS);
  };
  const release = (): void => {
    thread.off("message", onMessage).off("error", onError).off("exit", onExit);
    idle.push(thread);
  };
  const onMessage = (message: FromTaskThread): void => {
    mayBeGone = false;
    if (message.kind === "begun") return;
    if (message.kind === "log") return onLog(message.record);
    if (message.kind === "assets") return onAssets(message.metadata);
    release();
    if (message.kind === "value") resolve({ value: message.value });
    else if (message.kind === "state") resolve({ value: stateFromMessage(message) });
    else reject(message.error);
  };
  const onError = (error: unknown): void => (mayBeGone ? resolve("gone") : reject(error));
  const onExit = (code: number): void => {
    onError(signal.aborted ? reasonFor(signal) : new Error(`The task's thread ended with exit code ${code}`));
  };
  thread.on("message", onMessage).once("error", onError).once("exit", onExit);
  thread.ref();
  signal.addEventListener("abort", stop, { once: true });
  try {
    tell(thread, { kind: "call", call });
  } catch (error) {
    release();
    reject(error);
  }
  return promise.finally(() => {
    clearTimeout(limit);
    signal.removeEventListener("abort", stop);
    thread.unref();
  });
}

function tell(thread: Worker, message: ToTaskThread): void {
  thread.postMessage(message, []);
}
