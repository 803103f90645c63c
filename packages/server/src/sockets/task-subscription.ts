import { taskReply, taskSubscribe } from "@tutti/core/wire/task-worker";
import type { FastifyBaseLogger } from "fastify";
import type { RawData, WebSocket } from "ws";
import type { Store } from "../store/store.ts";
import { jsonOf, textOf } from "./text-frame.ts";

// One connection of `/task_runs/subscriptions/scheduled`: a client that executes deferred task runs.
//
// T1: it is sent one task run at a time, and the next when it has taken that.
// T2: a run that it did not take, for whatever reason, is offered to others.
// T3: a client may take a run when it has executed it. Until then it holds it as long as it is connected, and may say which
//     run it holds when it connects again.

const PROTOCOL_VIOLATION = 4001;
const NORMAL = 1000;

interface Worker {
  readonly keys: readonly string[];
  readonly identifier: string;
}

export class TaskSubscription {
  readonly #id: string;
  readonly #socket: WebSocket;
  readonly #store: Store;
  readonly #log: FastifyBaseLogger;
  #worker: Worker | null = null;
  /** The task run that was sent and is not answered yet. */
  #offered: string | null = null;
  /** What is to be done, one after another. */
  #work: Promise<void> = Promise.resolve();

  constructor(id: string, socket: WebSocket, store: Store, log: FastifyBaseLogger) {
    this.#id = id;
    this.#socket = socket;
    this.#store = store;
    this.#log = log;
    socket.on("message", (data: RawData) => this.#take(textOf(data)));
    socket.once("close", () => this.#do(() => this.#leave()));
  }

  /** Offers the next task run, when there is one and the client waits for it. */
  offer(): void {
    if (this.#offered === null) this.#do(() => this.#offerNext());
  }

  /** Tells that the client is still there. */
  note(): void {
    this.#do(() => this.#note());
  }

  /** Resolves when everything that was begun is done. */
  settled(): Promise<void> {
    return this.#work;
  }

  /** No more is read than is being done: one that talks without end costs no memory. */
  #take(text: string): void {
    this.#socket.pause();
    this.#do(() => this.#receive(text).finally(() => this.#socket.resume()));
  }

  #do(work: () => Promise<void>): void {
    this.#work = this.#work.then(work).catch((error: unknown) => {
      this.#log.error({ err: error }, "a task worker could not be served");
    });
  }

  get #isOpen(): boolean {
    return this.#socket.readyState === this.#socket.OPEN;
  }

  async #receive(text: string): Promise<void> {
    // What it took it has taken, though it left before its word was read.
    if (this.#worker === null) return this.#subscribe(text);
    const reply = taskReply.safeParse(jsonOf(text));
    if (reply.data?.type === "ack") return this.#taken();
    await this.#returned();
    if (reply.success) this.#socket.close(NORMAL);
    else this.#socket.close(PROTOCOL_VIOLATION, "Protocol violation: expected 'ack' message");
  }

  async #subscribe(text: string): Promise<void> {
    if (!this.#isOpen) return;
    const message = taskSubscribe.safeParse(jsonOf(text));
    if (!message.success) {
      const missing = String(message.error.issues[0]?.path[0] ?? "type");
      const what = missing === "type" ? "'subscribe' message" : `'${missing}' in subscribe message`;
      this.#socket.close(PROTOCOL_VIOLATION, `Protocol violation: expected ${what}`);
      return;
    }
    const { keys, client_id: identifier, holding } = message.data;
    this.#worker = { keys, identifier };
    this.#offered = holding ?? null;
    await this.#note(holding);
    await this.#offerNext();
  }

  async #note(holding?: string): Promise<void> {
    if (this.#worker === null || !this.#isOpen) return;
    await this.#store.command("noteTaskWorker", { connection: this.#id, ...this.#worker, holding });
  }

  async #offerNext(): Promise<void> {
    if (this.#worker === null || this.#offered !== null || !this.#isOpen) return;
    const run = await this.#store.command("offerTask", { connection: this.#id, keys: this.#worker.keys });
    if (run === null) return;
    this.#offered = run.id;
    if (this.#isOpen) this.#socket.send(JSON.stringify(run));
  }

  async #taken(): Promise<void> {
    await this.#answer(true);
    await this.#offerNext();
  }

  #returned(): Promise<void> {
    return this.#answer(false);
  }

  async #answer(isTaken: boolean): Promise<void> {
    const taskRunId = this.#offered;
    if (taskRunId === null) return;
    this.#offered = null;
    await this.#store.command("answerTaskOffer", { connection: this.#id, taskRunId, isTaken });
  }

  async #leave(): Promise<void> {
    await this.#returned();
    if (this.#worker !== null) await this.#store.command("forgetTaskWorker", { connection: this.#id });
  }
}
