import { liveSubscribe, type LiveChange, type LiveTopic } from "@tutti/core/wire/live";
import type { RawData, WebSocket } from "ws";
import type { EventFeed } from "../store/event-feed.ts";
import type { LogFeed } from "../store/log-feed.ts";
import { eventMessage, type CommittedEvent } from "../store/rows/event-row.ts";
import type { Store } from "../store/store.ts";
import { isAboutRuns, LiveFeed } from "./live-feed.ts";
import { OthersRuns } from "./others-runs.ts";
import { WhileNeeded } from "./while-needed.ts";
import { jsonOf, textOf } from "./text-frame.ts";

const PROTOCOL_ERROR = 1002;
const TRY_AGAIN_LATER = 1013;
const BATCH_MS = 50;
const EVENTS = "events:";

/**
 * `/api/tutti/live`: tells browsers what was committed, by whatever server of the database. While nobody watches, nobody
 * works anything out.
 */
export class LiveSockets {
  readonly #store: Store;
  readonly #feeds = new Map<WebSocket, LiveFeed>();
  readonly #events: WhileNeeded;
  readonly #logs: WhileNeeded;
  /** Null where no other server writes to the database. */
  readonly #others: OthersRuns | null;
  #stopListening: (() => void) | null = null;
  #isFlushPlanned = false;

  constructor(store: Store, events: EventFeed, logs: LogFeed) {
    this.#store = store;
    this.#events = new WhileNeeded(() => events.follow((committed) => this.#hear(committed)));
    this.#logs = new WhileNeeded(() => logs.follow((kept) => this.#tell([{ kind: "logs", logs: [...kept] }])));
    this.#others = store.isShared
      ? new OthersRuns((ids) => store.read("readRuns", ids), {
          isWatched: (flowRunId) => this.#feeds.values().some((feed) => feed.watchesRun(flowRunId)),
          tell: (changes) => this.#tell(changes),
          gap: () => this.#skip(),
        })
      : null;
  }

  serve(socket: WebSocket): void {
    const feed = new LiveFeed(socket);
    this.#feeds.set(socket, feed);
    this.#stopListening ??= this.#store.onChanges((changes) => this.#tellOwn(changes));
    // One after the other: what was asked for last is what holds, and each is answered in its turn.
    let watching = Promise.resolve();
    socket.on("message", (data: RawData) => {
      const message = liveSubscribe.safeParse(jsonOf(textOf(data)));
      if (message.success) watching = watching.then(() => this.#watch(socket, feed, message.data.topics));
      else socket.close(PROTOCOL_ERROR, "Expected a 'subscribe' message");
    });
    socket.once("close", () => this.#leave(socket, feed));
  }

  /** What it watches is followed before the browser hears that it watches. */
  async #watch(socket: WebSocket, feed: LiveFeed, topics: readonly LiveTopic[]): Promise<void> {
    const hasRuns = topics.some((topic) => isAboutRuns(topic));
    const hasEvents = topics.some((topic) => topic.startsWith(EVENTS)) || (hasRuns && this.#others !== null);
    try {
      await Promise.all([hasRuns ? this.#logs.need(feed) : null, hasEvents ? this.#events.need(feed) : null]);
    } catch {
      socket.close(TRY_AGAIN_LATER, "What is committed could not be read");
      return;
    }
    feed.watch(topics);
    const isGone = !this.#feeds.has(socket);
    if (!hasRuns || isGone) this.#logs.leave(feed);
    if (!hasEvents || isGone) this.#events.leave(feed);
  }

  /** What commands of this server changed; what they logged comes from the feed of all logs. */
  #tellOwn(changes: readonly LiveChange[]): void {
    this.#others?.remember(changes);
    this.#tell(changes.filter(({ kind }) => kind !== "logs"));
  }

  #hear(events: readonly CommittedEvent[]): void {
    if (this.#feeds.values().some((feed) => feed.watchesEvents)) this.#tell(events.map(toChange));
    this.#others?.hear(events);
  }

  #tell(changes: readonly LiveChange[]): void {
    if (changes.length === 0) return;
    for (const feed of this.#feeds.values()) feed.add(changes);
    this.#flushSoon();
  }

  #skip(): void {
    for (const feed of this.#feeds.values()) if (feed.watchesRuns) feed.skip();
    this.#flushSoon();
  }

  #flushSoon(): void {
    if (this.#isFlushPlanned) return;
    this.#isFlushPlanned = true;
    setTimeout(() => {
      this.#isFlushPlanned = false;
      for (const feed of this.#feeds.values()) feed.flush();
      if (this.#feeds.values().some((feed) => feed.isBehind)) this.#flushSoon();
    }, BATCH_MS).unref();
  }

  #leave(socket: WebSocket, feed: LiveFeed): void {
    this.#feeds.delete(socket);
    this.#events.leave(feed);
    this.#logs.leave(feed);
    if (this.#feeds.size > 0) return;
    this.#stopListening?.();
    this.#stopListening = null;
  }
}

function toChange(event: CommittedEvent): LiveChange {
  return { kind: "event", event: eventMessage(event) };
}
