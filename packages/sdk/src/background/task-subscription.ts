import { withCompileCache } from "@tutti/client/compile-cache";
import type { ApiClient } from "@tutti/client/http";
import { taskRun, type TaskRun } from "@tutti/core/wire/task-run";
import { hostname } from "node:os";
import { Worker } from "node:worker_threads";
import { printLine } from "../print-line.ts";
import { asError, errorTitle } from "../results/failure.ts";
import type { FromSubscriptionThread, SubscriptionThreadData, ToSubscriptionThread } from "./subscription-messages.ts";
import { moduleBeside } from "../threads/module-beside.ts";

// B1: a task run is answered for when `execute` has resolved: what this process has not ended when it dies goes to others.
// B2: a run that comes again while it is under way here, because a connection was lost, is not executed twice.
// B3: a run of which the end could not be reported goes to others, and harms no other of this process.

interface SubscriptionOptions {
  readonly keys: readonly string[];
  readonly limit: number;
  readonly execute: (run: TaskRun) => Promise<void>;
}

/** Takes task runs from the server, as many at a time as the limit says, and has each executed. */
export class TaskSubscription {
  /** Rejects when no more will come, though nobody closed it. */
  readonly whenLost: Promise<never>;
  readonly #api: ApiClient;
  readonly #execute: (run: TaskRun) => Promise<void>;
  readonly #thread: Worker;
  readonly #closed: Promise<void>;
  readonly #underWay = new Map<string, Promise<boolean>>();
  #isTaking = true;
  /** Whether the thread was told an address. */
  #wasTold = false;

  constructor(api: ApiClient, { keys, limit, execute }: SubscriptionOptions) {
    this.#api = api;
    this.#execute = execute;
    const workerData: SubscriptionThreadData = { keys, limit, clientId: `${hostname()}-${process.pid}` };
    this.#thread = new Worker(moduleBeside(import.meta.url, "subscription-thread"), {
      workerData,
      env: withCompileCache(process.env),
      execArgv: [],
      stdout: false,
    });
    this.#thread.on("message", (message: FromSubscriptionThread) => this.#hear(message));
    this.whenLost = new Promise((_resolve, reject) => {
      this.#thread.once("error", (error) => {
        reject(new Error(`Task runs are not taken any more: ${error.message}`, { cause: error }));
      });
    });
    this.whenLost.catch(() => undefined);
    this.#closed = new Promise((resolve) => {
      this.#thread.once("exit", () => resolve());
    });
  }

  /** How many task runs are under way. */
  get runCount(): number {
    return this.#underWay.size;
  }

  /** Takes no more, and resolves when those under way have ended. */
  async drain(): Promise<void> {
    this.#isTaking = false;
    await Promise.all(this.#underWay.values());
    await this.close();
  }

  /** Leaves; what is under way goes to others. */
  async close(): Promise<void> {
    this.#isTaking = false;
    this.#tell({ kind: "close" });
    await this.#closed;
  }

  #hear(message: FromSubscriptionThread): void {
    if (message.kind === "need-address") void this.#tellAddress();
    else if (message.kind === "run") void this.#take(message.lane, message.text);
    else
      printLine(message.isConnected ? "Waiting for task runs." : `Looking for the server again (${message.reason}).`);
  }

  /** Where it led when it was asked for before nobody is any more: the local server may have been started anew elsewhere. */
  async #tellAddress(): Promise<void> {
    const last = await this.#api.address();
    const address = this.#wasTold ? await this.#api.relocate(last).catch(() => last) : last;
    this.#wasTold = true;
    this.#tell({ kind: "address", address });
  }

  async #take(lane: number, text: string): Promise<void> {
    // Not answered for: the server gives it to others when this process has left.
    if (!this.#isTaking) return;
    const run = taskRun.parse(JSON.parse(text));
    const ended = this.#underWay.get(run.id) ?? this.#begin(run);
    this.#tell({ kind: (await ended) ? "done" : "lost", lane });
  }

  /** Resolves with whether it has ended, and the server knows. */
  #begin(run: TaskRun): Promise<boolean> {
    const ended = this.#execute(run)
      .then(
        () => true,
        (error: unknown) => {
          printLine(`tutti: the task run ${run.name} goes to others: ${errorTitle(asError(error))}`);
          return false;
        },
      )
      .finally(() => this.#underWay.delete(run.id));
    this.#underWay.set(run.id, ended);
    return ended;
  }

  #tell(message: ToSubscriptionThread): void {
    this.#thread.postMessage(message, []);
  }
}
