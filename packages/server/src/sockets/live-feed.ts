import { unreachable } from "@tutti/core/unreachable";
import { watchedPart } from "@tutti/core/watched-part";
import type { LiveChange, LiveFrame, LiveTopic } from "@tutti/core/wire/live";
import type { WebSocket } from "ws";

/** What a feed needs of its socket. */
export type FeedSocket = Pick<WebSocket, "bufferedAmount"> & {
  readonly OPEN: number;
  readonly readyState: number;
  send(text: string): void;
};

const BUFFERED_BYTES_MAX = 1024 * 1024;
const PENDING_MAX = 5000;
const EVENTS = "events:";

/**
 * What one browser watches, and what it has not been sent yet.
 *
 * L1: of several changes of one row between two frames, only the last is sent: each carries the whole row.
 * L2: one that reads too slowly costs no memory: its changes are dropped, and when it has caught up a gap in the
 *     numbers tells it to fetch again.
 */
export class LiveFeed {
  readonly #socket: FeedSocket;
  #topics: ReadonlySet<LiveTopic> = new Set();
  #pending = new Map<string, LiveChange>();
  #seq = 0;
  #logKey = 0;
  #hasDropped = false;

  constructor(socket: FeedSocket) {
    this.#socket = socket;
  }

  /** True while changes were dropped that the browser has not been told of. */
  get isBehind(): boolean {
    return this.#hasDropped;
  }

  get watchesEvents(): boolean {
    return this.#topics.values().some((topic) => topic.startsWith(EVENTS));
  }

  get watchesRuns(): boolean {
    return this.#topics.values().some((topic) => isAboutRuns(topic));
  }

  watchesRun(flowRunId: string): boolean {
    return this.#topics.has("flow-runs") || this.#topics.has(`flow-run:${flowRunId}`);
  }

  watch(topics: readonly LiveTopic[]): void {
    this.flush();
    this.#topics = new Set(topics);
    this.#send({ type: "ready", seq: this.#seq });
  }

  add(changes: readonly LiveChange[]): void {
    if (this.#topics.size === 0 || this.#hasDropped) return;
    for (const change of changes) {
      const part = watchedPart(change, this.#topics);
      if (part !== null) this.#put(part);
    }
    if (this.#pending.size > PENDING_MAX) this.skip();
  }

  flush(): void {
    if (this.#socket.bufferedAmount > BUFFERED_BYTES_MAX) this.skip();
    else if (this.#hasDropped) this.#resync();
    else if (this.#pending.size > 0) {
      const changes = [...this.#pending.values()];
      this.#pending = new Map();
      this.#send({ type: "changes", seq: ++this.#seq, changes });
    }
  }

  /** Leaves out changes that the browser is told it missed. */
  skip(): void {
    this.#pending.clear();
    this.#hasDropped = true;
  }

  #resync(): void {
    this.#hasDropped = false;
    this.#seq += 2;
    this.#send({ type: "changes", seq: this.#seq, changes: [] });
  }

  #put(change: LiveChange): void {
    const key = this.#keyOf(change);
    // A map keeps the place of its first entry: what is newer shall also come later.
    this.#pending.delete(key);
    this.#pending.set(key, change);
  }

  /** Changes of one row share a key; logs are rows of their own. */
  #keyOf(change: LiveChange): string {
    switch (change.kind) {
      case "flow-run":
        return `flow-run ${change.flow_run.id}`;
      case "flow-run-deleted":
        return `flow-run ${change.id}`;
      case "task-run":
        return `task-run ${change.task_run.id}`;
      case "waiting":
        return `waiting ${change.flow_run_id}`;
      case "worker":
        return `worker ${change.work_pool_name} ${change.name}`;
      case "event":
        return `event ${change.event.id}`;
      case "logs":
        this.#logKey += 1;
        return `logs ${this.#logKey}`;
      default:
        return unreachable(change);
    }
  }

  #send(frame: LiveFrame): void {
    if (this.#socket.readyState === this.#socket.OPEN) this.#socket.send(JSON.stringify(frame));
  }
}

/** Whether a page with this topic looks at a run, or at many. */
export function isAboutRuns(topic: string): boolean {
  return topic === "flow-runs" || topic.startsWith("flow-run:");
}
