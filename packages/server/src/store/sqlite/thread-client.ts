import { getCompileCacheDir } from "node:module";
import { dirname } from "node:path";
import { Worker } from "node:worker_threads";
import { parseExact } from "@tutti/core/exact-json";
import { ApiError } from "@tutti/core/errors";
import type { LiveChange } from "@tutti/core/wire/live";
import { failureFrom, messageOf } from "../failure.ts";
import type { Bytes, Call, FromThread, Reply, ThreadOptions, ToThread } from "./message.ts";

interface Pending {
  readonly name: string;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** The calling end of a store or reader thread. */
export class ThreadClient {
  /** What to do with the changes that come with answers. */
  onChanges: (changes: readonly LiveChange[]) => void = () => {};
  /** Called when answers have come of calls that wrote something, with the names of all that were answered together. */
  onWritten: (names: ReadonlySet<string>) => void = () => {};
  readonly #worker: Worker;
  readonly #pending = new Map<number, Pending>();
  #outbox: Call[] = [];
  #lastId = 0;
  #hasEnded = false;

  /** Resolves when the thread has its database open. Throws a `TuttiError` when it must not have it. */
  static async start(options: ThreadOptions): Promise<ThreadClient> {
    const worker = new Worker(new URL(`thread${extension()}`, import.meta.url), {
      workerData: options,
      env: environment(),
    });
    await opened(worker);
    return new ThreadClient(worker);
  }

  private constructor(worker: Worker) {
    this.#worker = worker;
    worker.on("message", (message: FromThread) => this.#receive(message));
    worker.on("exit", () => this.#end());
  }

  /** A thread that fails ends the process, unless somebody goes on without it: what it was asked is answered `unavailable`. */
  goOnWithout(onLost: () => void): void {
    this.#worker.on("error", (error) => this.#end(messageOf(error)));
    this.#worker.on("exit", onLost);
  }

  /** How many calls wait for their answer. */
  get load(): number {
    return this.#pending.size;
  }

  /** Calls made in one turn of the event loop travel in one message. */
  async call(name: string, params: unknown): Promise<unknown> {
    if (this.#hasEnded) throw storeEnded();
    const id = ++this.#lastId;
    if (this.#outbox.length === 0) queueMicrotask(() => this.#flush());
    this.#outbox.push([id, name, params]);
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { name, resolve, reject });
    });
  }

  watch(isWatched: boolean): void {
    this.#post({ type: "watch", isWatched });
  }

  /** Calls made before are answered first. Resolves when the thread is gone. */
  async close(): Promise<void> {
    if (this.#hasEnded) return;
    const exited = new Promise<void>((resolve) => {
      this.#worker.once("exit", () => resolve());
    });
    this.#flush();
    this.#post({ type: "close" });
    await exited;
  }

  #flush(): void {
    if (this.#outbox.length === 0) return;
    const text = JSON.stringify(this.#outbox);
    this.#outbox = [];
    this.#post({ type: "calls", text });
  }

  #post(message: ToThread): void {
    this.#worker.postMessage(message, []);
  }

  #receive(message: FromThread): void {
    // The other end is the thread's script, which wrote these texts.
    if (message.type === "replies") {
      const names = this.#settle(parseExact(message.text) as Reply[], message.bytes);
      if (message.hasWritten === true) this.onWritten(names);
    }
    if (message.type === "changes") this.onChanges(parseExact(message.text) as LiveChange[]);
  }

  /** The names of the calls. */
  #settle(replies: readonly Reply[], bytes: Bytes | undefined): ReadonlySet<string> {
    const names = new Set<string>();
    for (const [id, isOk, value] of replies) {
      const pending = this.#pending.get(id);
      this.#pending.delete(id);
      if (pending !== undefined) names.add(pending.name);
      if (isOk) pending?.resolve(bytes === undefined ? value : { ...Object(value), ...bytes });
      else pending?.reject(failureFrom(value));
    }
    return names;
  }

  #end(reason?: string): void {
    this.#hasEnded = true;
    for (const { reject } of this.#pending.values()) reject(storeEnded(reason));
    this.#pending.clear();
  }
}

export function storeEnded(reason = "the store has ended"): ApiError {
  return new ApiError("unavailable", reason);
}

/** With the compile cache of this process, below a folder of this Node's version, where there is one. */
function environment(): NodeJS.ProcessEnv {
  const cache = getCompileCacheDir();
  return cache === undefined ? process.env : { ...process.env, NODE_COMPILE_CACHE: dirname(cache) };
}

/** Sources run as TypeScript, packed code as JavaScript. */
function extension(): string {
  return import.meta.url.endsWith(".ts") ? ".ts" : ".js";
}

function opened(worker: Worker): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.once("error", reject);
    worker.once("message", (message: FromThread) => {
      worker.off("error", reject);
      if (message.type === "refused") reject(failureFrom(message.failure));
      else resolve();
    });
  });
}
