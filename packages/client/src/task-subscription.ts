import { PREFECT_PROTOCOL } from "@tutti/core/wire/session";
import type { WebSocket } from "ws";
import { z } from "zod";
import type { ApiAddress } from "./api-address.ts";
import { readFrame } from "./read-frame.ts";
import { delay } from "./delay.ts";
import { backoffMs } from "./request-retry.ts";
import { openSocket } from "./session-socket.ts";

const sentRun = z.object({ id: z.string() });

export interface SubscriptionOptions {
  readonly keys: readonly string[];
  /** What the worker calls itself. */
  readonly clientId: string;
  /** Where the server is now. */
  readonly address: () => Promise<ApiAddress>;
  /** Told of each task run, as the server sent it. The next comes when this one was answered for. */
  readonly onRun: (text: string) => void;
  /** Told when the connection was lost, and when it is there again. */
  readonly onConnected: (isConnected: boolean, reason: string) => void;
}

// S1: a run is answered for when it has been executed. A server offers one that was not answered for to other workers when
//     the connection ends, or, Tutti's, when the worker does not come back with it.

/** One connection of a worker for task runs: is sent one at a time, and connects again by itself. */
export class TaskSubscriptionClient {
  readonly #options: SubscriptionOptions;
  #socket: WebSocket | null = null;
  #holding: string | null = null;
  #isAnswerDue = false;
  #isClosed = false;

  constructor(options: SubscriptionOptions) {
    this.#options = options;
  }

  /** Resolves when it is closed. Never rejects. */
  async run(): Promise<void> {
    for (let attempt = 0; !this.#isClosed; attempt++) {
      const isGood = await this.#connectOnce().catch((error: unknown) => {
        this.#options.onConnected(false, String(error));
        return false;
      });
      if (isGood) attempt = 0;
      if (!this.#isClosed) await delay(backoffMs(attempt, Math.random()));
    }
  }

  /** The run that was sent has been executed. */
  answer(): void {
    this.#holding = null;
    this.#isAnswerDue = true;
    this.#sayAnswer();
  }

  /** The run that was sent could not be executed to its end here: it goes to others, and this one connects again. */
  giveBack(): void {
    this.#holding = null;
    this.#socket?.terminate();
  }

  /** Ends the connection; a run that is not answered for goes to others. */
  close(): void {
    this.#isClosed = true;
    this.#socket?.close(1000);
  }

  /** Stays as long as the connection does. */
  async #connectOnce(): Promise<boolean> {
    const { keys, clientId, address, onConnected } = this.#options;
    const { socket } = await openSocket(await address(), "/task_runs/subscriptions/scheduled", [PREFECT_PROTOCOL]);
    if (this.#isClosed) {
      socket.terminate();
      return true;
    }
    const closed = new Promise<number>((resolve) => {
      socket.once("close", resolve);
    });
    socket.on("error", () => socket.terminate());
    socket.on("message", (data: Buffer) => this.#receive(data.toString()));
    this.#socket = socket;
    this.#isAnswerDue = false;
    const holding = this.#holding;
    socket.send(
      JSON.stringify({ type: "subscribe", keys, client_id: clientId, ...(holding === null ? {} : { holding }) }),
    );
    onConnected(true, "");
    const code = await closed;
    this.#socket = null;
    if (!this.#isClosed) onConnected(false, `closed with code ${code}`);
    return true;
  }

  #receive(text: string): void {
    const run = readFrame(sentRun, text);
    if (run === null) return;
    this.#holding = run.id;
    this.#options.onRun(text);
  }

  // What was executed while there was no connection is answered for when the server sends it again.
  #sayAnswer(): void {
    if (!this.#isAnswerDue || this.#socket === null) return;
    this.#isAnswerDue = false;
    this.#socket.send(JSON.stringify({ type: "ack" }));
  }
}
