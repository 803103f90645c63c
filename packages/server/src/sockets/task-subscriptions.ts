import type { LiveChange } from "@tutti/core/wire/live";
import type { FastifyBaseLogger } from "fastify";
import type { WebSocket } from "ws";
import type { Deps } from "../deps.ts";
import type { Store } from "../store/store.ts";
import { TaskSubscription } from "./task-subscription.ts";

/** Another server of the database may have queued what nobody here heard of. */
const LOOK_EVERY_MS = 1000;
const NOTE_EVERY_MS = 10_000;

/** `/task_runs/subscriptions/scheduled`: task runs go out when they are queued. Without workers it does nothing. */
export class TaskSubscriptions {
  readonly #store: Store;
  readonly #deps: Deps;
  readonly #log: FastifyBaseLogger;
  readonly #open = new Set<TaskSubscription>();
  #stop: (() => void) | null = null;

  constructor(store: Store, deps: Deps, log: FastifyBaseLogger) {
    this.#store = store;
    this.#deps = deps;
    this.#log = log;
  }

  serve(socket: WebSocket): void {
    const subscription = new TaskSubscription(this.#deps.newId(), socket, this.#store, this.#log);
    this.#open.add(subscription);
    this.#stop ??= this.#start();
    socket.once("close", () => void subscription.settled().then(() => this.#remove(subscription)));
  }

  /** Resolves when what was begun for connections that are closed is done. */
  async settled(): Promise<void> {
    await Promise.all([...this.#open].map((subscription) => subscription.settled()));
  }

  #start(): () => void {
    const stopListening = this.#store.onChanges((changes) => {
      if (changes.some(isQueued)) this.#offer();
    });
    const looking = setInterval(() => this.#offer(), LOOK_EVERY_MS).unref();
    const noting = setInterval(() => this.#note(), NOTE_EVERY_MS).unref();
    return () => {
      stopListening();
      clearInterval(looking);
      clearInterval(noting);
    };
  }

  #offer(): void {
    for (const subscription of this.#open) subscription.offer();
  }

  #note(): void {
    for (const subscription of this.#open) subscription.note();
  }

  #remove(subscription: TaskSubscription): void {
    this.#open.delete(subscription);
    if (this.#open.size > 0) return;
    this.#stop?.();
    this.#stop = null;
  }
}

function isQueued(change: LiveChange): boolean {
  return change.kind === "task-run" && change.task_run.state_type === "SCHEDULED";
}
