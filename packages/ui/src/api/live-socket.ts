import type { LiveChange, LiveFrame, LiveTopic } from "@tutti/core/wire/live";
import type { SESSION_PROTOCOL } from "@tutti/core/wire/session";
import { readExact } from "./exact-answer.ts";

export type LiveStatus = "connecting" | "live" | "reconnecting";

export interface LiveListeners {
  /** What arrived since the last painted frame, in order. */
  onChanges: (changes: LiveChange[]) => void;
  /** Changes may have been missed: what is on screen has to be fetched again. */
  onGap: () => void;
  onStatus: (status: LiveStatus) => void;
}

/** The subprotocol whose exchange carries the password; `core/wire/session` names it for every side. */
const PROTOCOL: typeof SESSION_PROTOCOL = "tutti.v1";
const FIRST_DELAY_MS = 250;
const LONGEST_DELAY_MS = 10_000;
const TOPICS_MAX = 50;

/**
 * The dashboard's one socket.
 *
 * L1: a topic counts as watched once the server's `ready` has answered the subscription that names it.
 * L2: changes are delivered in the order of `seq`, once per painted frame.
 * L3: after a gap in `seq`, a reconnect, or once a topic is watched for which a read could not wait, `onGap` is called.
 */
export class LiveSocket {
  readonly #url: string;
  readonly #password: () => string | null;
  readonly #listeners: LiveListeners;
  readonly #watchers = new Map<LiveTopic, number>();
  readonly #taps = new Set<(changes: LiveChange[]) => void>();
  #socket: WebSocket | null = null;
  #isAdmitted = false;
  #status: LiveStatus = "connecting";
  /** The subscriptions that were not answered yet, each with its topics: the server answers them in their order. */
  #asked: LiveTopic[][] = [];
  #watched = new Set<LiveTopic>();
  #waiting: { topic: LiveTopic; resolve: () => void }[] = [];
  #seq: number | null = null;
  #attempts = 0;
  #wasAway = false;
  /** What was read before it was watched. */
  #missed = new Set<LiveTopic>();
  #pending: LiveChange[] = [];
  #isFlushPlanned = false;
  #isSubscribePlanned = false;

  /** `password` is asked for each time a connection is made. */
  constructor(url: string, password: () => string | null, listeners: LiveListeners) {
    this.#url = url;
    this.#password = password;
    this.#listeners = listeners;
  }

  get status(): LiveStatus {
    return this.#status;
  }

  connect(): void {
    if (this.#socket !== null) return;
    const socket = new WebSocket(this.#url, PROTOCOL);
    this.#socket = socket;
    socket.addEventListener("open", () => socket.send(JSON.stringify({ type: "auth", token: this.#password() })));
    socket.addEventListener("message", (message) => this.#receive(String(message.data)));
    socket.addEventListener("close", () => this.#reconnectLater());
  }

  /** Asks for a topic until the returned function is called. */
  watch(topic: LiveTopic): () => void {
    this.#watchers.set(topic, (this.#watchers.get(topic) ?? 0) + 1);
    this.#planSubscribe();
    return () => {
      const left = (this.#watchers.get(topic) ?? 1) - 1;
      if (left > 0) this.#watchers.set(topic, left);
      else this.#watchers.delete(topic);
      this.#planSubscribe();
    };
  }

  /** Resolves when the topic is watched, or after `timeoutMs`; what was missed then is made good by `onGap`. */
  async whenWatched(topic: LiveTopic, timeoutMs: number): Promise<void> {
    if (this.#watched.has(topic)) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(() => {
        this.#missed.add(topic);
        resolve();
      }, timeoutMs);
      const done = () => {
        clearTimeout(timer);
        resolve();
      };
      this.#waiting.push({ topic, resolve: done });
    });
  }

  /** Hears every change as it arrives, before it is batched. */
  tap(listener: (changes: LiveChange[]) => void): () => void {
    this.#taps.add(listener);
    return () => this.#taps.delete(listener);
  }

  /** A page change drops topics and adds others in one go; the server hears of the result once. */
  #planSubscribe(): void {
    if (this.#isSubscribePlanned) return;
    this.#isSubscribePlanned = true;
    queueMicrotask(() => {
      this.#isSubscribePlanned = false;
      this.#subscribe();
    });
  }

  #subscribe(): void {
    if (!this.#isAdmitted || this.#socket?.readyState !== WebSocket.OPEN) return;
    const topics = [...this.#watchers.keys()].slice(0, TOPICS_MAX);
    this.#asked.push(topics);
    this.#socket.send(JSON.stringify({ type: "subscribe", topics }));
  }

  #receive(text: string): void {
    const frame = readExact(text) as LiveFrame | { type: "auth_success" };
    if (frame.type === "auth_success") {
      this.#isAdmitted = true;
      this.#subscribe();
      return;
    }
    if (frame.type === "ready") {
      this.#ready(frame.seq);
      return;
    }
    const isGap = this.#seq !== null && frame.seq !== this.#seq + 1;
    this.#seq = frame.seq;
    for (const tap of this.#taps) tap(frame.changes);
    this.#pending.push(...frame.changes);
    this.#planFlush();
    if (isGap) this.#listeners.onGap();
  }

  #ready(seq: number): void {
    this.#seq = seq;
    this.#attempts = 0;
    this.#watched = new Set(this.#asked.shift());
    const isDone = ({ topic }: { topic: LiveTopic }) => this.#watched.has(topic);
    const done = this.#waiting.filter(isDone);
    this.#waiting = this.#waiting.filter((waiting) => !isDone(waiting));
    for (const { resolve } of done) resolve();
    this.#setStatus("live");
    if (this.#hasMissed()) this.#listeners.onGap();
  }

  /** Whether something of what is watched now may have been missed; asked once for each answer. */
  #hasMissed(): boolean {
    const isMissed = this.#wasAway || [...this.#missed].some((topic) => this.#watched.has(topic));
    this.#wasAway = false;
    this.#missed = new Set([...this.#missed].filter((topic) => this.#watchers.has(topic) && !this.#watched.has(topic)));
    return isMissed;
  }

  #planFlush(): void {
    if (this.#isFlushPlanned) return;
    this.#isFlushPlanned = true;
    const flush = () => {
      this.#isFlushPlanned = false;
      const changes = this.#pending;
      this.#pending = [];
      this.#listeners.onChanges(changes);
    };
    // A hidden page paints no frames, and has to keep up all the same.
    if (document.visibilityState === "visible") requestAnimationFrame(flush);
    else setTimeout(flush, 250);
  }

  #reconnectLater(): void {
    this.#socket = null;
    this.#isAdmitted = false;
    this.#seq = null;
    this.#asked = [];
    this.#watched = new Set();
    this.#wasAway = true;
    this.#setStatus("reconnecting");
    const longest = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** this.#attempts);
    this.#attempts += 1;
    setTimeout(() => this.connect(), longest * (0.5 + Math.random() / 2));
  }

  #setStatus(status: LiveStatus): void {
    if (status === this.#status) return;
    this.#status = status;
    this.#listeners.onStatus(status);
  }
}
