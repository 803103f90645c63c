import { type ErrorCode, TuttiError } from "@tutti/core/errors";
import type { EventMessage } from "@tutti/core/wire/event";
import { type SessionNack, type SessionReply, sessionReply } from "@tutti/core/wire/session";
import { OneATurn } from "./one-a-turn.ts";
import { FrameQueue } from "./frame-queue.ts";
import { type ApiClient, unreachable } from "./http.ts";
import { reasonOf } from "./response-error.ts";
import { openSessionSocket, type SessionSocket } from "./session-socket.ts";
import { SessionTrouble } from "./session-trouble.ts";

// S1: frames go in the order they were given; an event is settled once: committed, refused, or given up.
// S2: an event counts as committed when the server acknowledged it, or (a Prefect server) when the pong to a ping sent
//     after it has come back; until then it is kept, and sent again after a reconnect.
// S3: a connection is good once a reply has come over it; one that is closed before counts as a failed attempt, so that a
//     server that takes connections but cannot commit (a full disk) is not called in a tight loop.
// S4: an idle session keeps no process alive; one that waits for an acknowledgement does.

export interface EventSessionOptions {
  api: ApiClient;
  /** How long events wait for a server that does not answer before they are given up. Ten minutes unless given. */
  giveUpAfterMs?: number;
  /** Told before each new attempt to connect: what failed, and for how long already. */
  onWaiting?: (reason: string, waitedMs: number) => void;
}

const MAX_QUEUED_EVENTS = 600;
const MAX_QUEUED_CHARACTERS = 64 * 1024 * 1024;
const MAX_MESSAGE_CHARACTERS = 512 * 1024;
const WATCH_EVERY_MS = 10_000;
const SILENCE_LIMIT_MS = 60_000;

/** The ordered socket over which a process reports what its runs do. */
export class EventSession {
  readonly #api: ApiClient;
  readonly #giveUpAfterMs: number;
  readonly #onWaiting: (reason: string, waitedMs: number) => void;
  readonly #committed = new OneATurn();
  readonly #queue = new FrameQueue();
  #open: SessionSocket | null = null;
  #connecting: Promise<void> | null = null;
  #isFlushScheduled = false;
  #pingedSeq = 0;
  #heardAt = 0;
  #hasReplied = false;
  readonly #trouble = new SessionTrouble();
  #watch: NodeJS.Timeout | null = null;
  #isClosed = false;
  #waitingForRoom: (() => void)[] = [];

  constructor(options: EventSessionOptions) {
    this.#api = options.api;
    this.#giveUpAfterMs = options.giveUpAfterMs ?? 600_000;
    this.#onWaiting = options.onWaiting ?? (() => undefined);
  }

  /** True when events come faster than they are committed: wait for `whenRoom` before the next. */
  get isFull(): boolean {
    return this.#queue.size >= MAX_QUEUED_EVENTS || this.#queue.characters >= MAX_QUEUED_CHARACTERS;
  }

  whenRoom(): Promise<void> {
    if (!this.isFull) return Promise.resolve();
    return new Promise((resolve) => this.#waitingForRoom.push(resolve));
  }

  /** Connects ahead of the first event. */
  connect(): void {
    this.#connecting ??= this.#connectUntilOpen();
  }

  /** Takes an event whose outcome nobody waits for; `onRefused` hears when it could not be recorded. */
  post(event: EventMessage, onRefused: (error: Error) => void): void {
    this.#enqueue(event, (error) => {
      if (error !== null) onRefused(error);
    });
  }

  /** Resolves when the event is committed. Rejects with `lease_lost`, `invalid_request`, `too_large`, or at
   * last `unreachable_server`. */
  commit(event: EventMessage): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#enqueue(event, (error) => {
        // Those that one acknowledgement commits go on in the order of their states: who was first stays so on resume.
        if (error === null) this.#committed.add(resolve);
        else reject(error);
      });
    });
  }

  /** Puts everything on the wire before it returns, for a caller about to block the thread. */
  flushNow(): void {
    this.#flush();
  }

  /** Resolves when every event given so far is committed, refused or given up. */
  whenSettled(): Promise<void> {
    return this.#queue.whenSettled();
  }

  /** Waits until everything is settled, then closes. */
  async close(): Promise<void> {
    await this.whenSettled();
    this.#isClosed = true;
    await this.#connecting;
    this.#open?.socket.close(1000);
    this.#drop();
  }

  #enqueue(event: EventMessage, settle: (error: Error | null) => void): void {
    if (this.#isClosed) {
      settle(new TuttiError("run_aborted", "the session with the server is closed"));
      return;
    }
    if (this.#queue.size === 0) this.#open?.transport?.ref();
    this.#queue.push({ id: event.id, text: JSON.stringify(event), settle });
    if (this.#open === null) this.connect();
    else this.#scheduleFlush();
  }

  // Once a turn of the event loop: what concurrent steps report in one turn travels, and commits, together.
  #scheduleFlush(): void {
    if (this.#isFlushScheduled) return;
    this.#isFlushScheduled = true;
    setImmediate(() => {
      this.#isFlushScheduled = false;
      this.#flush();
    });
  }

  #flush(): void {
    const open = this.#open;
    if (open === null) return;
    while (this.#queue.hasUnsent) {
      const texts = this.#queue.takeUnsent(MAX_MESSAGE_CHARACTERS);
      if (!open.isAcknowledged) for (const text of texts) open.socket.send(text);
      else open.socket.send(texts.length === 1 ? String(texts[0]) : `[${texts.join(",")}]`);
    }
    if (!open.isAcknowledged) this.#checkpoint(open);
  }

  // One ping under way at a time; what is sent meanwhile waits for the next.
  #checkpoint(open: SessionSocket): void {
    if (this.#pingedSeq !== 0 || this.#queue.lastSentSeq === 0) return;
    this.#pingedSeq = this.#queue.lastSentSeq;
    open.socket.ping();
  }

  #onPong(open: SessionSocket): void {
    this.#heardAt = performance.now();
    if (open.isAcknowledged || this.#pingedSeq === 0) return;
    this.#noteReply();
    const seq = this.#pingedSeq;
    this.#pingedSeq = 0;
    this.#queue.acknowledgeThrough(seq);
    this.#checkpoint(open);
    this.#afterSettled();
  }

  #onReply(data: Buffer): void {
    this.#heardAt = performance.now();
    const reply = parseReply(data.toString());
    if (reply !== null) this.#noteReply();
    if (reply === null) this.#open?.socket.terminate();
    else if ("ack" in reply) this.#queue.acknowledge(reply.ack);
    else this.#queue.refuse(reply.nack, refusal(reply.code, reply.detail));
    this.#afterSettled();
  }

  #noteReply(): void {
    this.#hasReplied = true;
    this.#trouble.end();
  }

  #afterSettled(): void {
    if (this.#queue.size === 0) this.#open?.transport?.unref();
    if (this.#waitingForRoom.length === 0 || this.isFull) return;
    const waiting = this.#waitingForRoom;
    this.#waitingForRoom = [];
    for (const resolve of waiting) resolve();
  }

  async #connectUntilOpen(): Promise<void> {
    for (;;) {
      await this.#trouble.pause();
      const failure = this.#isClosed ? null : await this.#tryConnect();
      // With nothing to send there is nothing to wait for: the next event tries again.
      if (failure === null || (this.#queue.size === 0 && !isFinal(failure))) break;
      // Events that others report when they hear that theirs were given up are in the queue by now.
      if (!this.#goesOnAfter(failure) && this.#queue.size === 0) break;
    }
    this.#connecting = null;
  }

  #goesOnAfter(failure: Error): boolean {
    const waitedMs = this.#trouble.note();
    if (!isFinal(failure) && waitedMs <= this.#giveUpAfterMs) {
      this.#onWaiting(reasonOf(failure), waitedMs);
      return true;
    }
    this.#trouble.end();
    this.#queue.failAll(failure);
    this.#afterSettled();
    return false;
  }

  async #tryConnect(): Promise<Error | null> {
    try {
      await this.#api.server();
      const address = await this.#api.address();
      try {
        this.#attach(await openSessionSocket(address));
        return null;
      } catch (error) {
        if (isFinal(error)) throw error;
        await this.#api.relocate(address);
        return unreachable(address.url, error);
      }
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error));
    }
  }

  #attach(open: SessionSocket): void {
    this.#open = open;
    this.#pingedSeq = 0;
    this.#hasReplied = false;
    this.#heardAt = performance.now();
    open.socket.on("message", (data: Buffer) => {
      this.#onReply(data);
    });
    open.socket.on("pong", () => {
      this.#onPong(open);
    });
    open.socket.on("error", () => {
      open.socket.terminate();
    });
    open.socket.on("close", (code: number, reason: Buffer) => {
      if (this.#open === open) this.#lost(reason.length > 0 ? reason.toString() : `closed with code ${code}`);
    });
    this.#watch = setInterval(() => {
      this.#checkSilence(open);
    }, WATCH_EVERY_MS).unref();
    this.#queue.resend();
    this.#flush();
    if (this.#queue.size === 0) open.transport?.unref();
  }

  #lost(reason: string): void {
    this.#drop();
    if (this.#queue.size === 0 || this.#isClosed) return;
    const failure = new TuttiError("unreachable_server", reason, { cause: new Error(reason) });
    if (this.#hasReplied || this.#goesOnAfter(failure)) this.connect();
  }

  #drop(): void {
    this.#open = null;
    if (this.#watch !== null) clearInterval(this.#watch);
    this.#watch = null;
  }

  // A connection that broke without a word looks like a slow server: ask again on a new one, duplicates are harmless.
  #checkSilence(open: SessionSocket): void {
    const isSilent = performance.now() - this.#heardAt > SILENCE_LIMIT_MS;
    if (this.#queue.size > 0 && isSilent) open.socket.terminate();
  }
}

const FINAL: ReadonlySet<ErrorCode> = new Set(["unauthorized", "incompatible_server", "foreign_server"]);

function isFinal(error: unknown): boolean {
  return error instanceof TuttiError && FINAL.has(error.code);
}

function refusal(code: SessionNack["code"], detail: string): TuttiError {
  return new TuttiError(code === "invalid_event" ? "invalid_request" : code, detail);
}

function parseReply(text: string): SessionReply | null {
  try {
    return sessionReply.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
