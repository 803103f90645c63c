import { liveSubscribe, type LiveChange, type LiveTopic } from "@tutti/core/wire/live";
import type { RawData, WebSocket } from "ws";
import type { EventFeed } from "../store/event-feed.ts";
import { eventMessage, type CommittedEvent } from "../store/rows/event-row.ts";
import type { Store } from "../store/store.ts";
import { textOf } from "./handshake.ts";
import { LiveFeed } from "./live-feed.ts";

const PROTOCOL_ERROR = 1002;
const TRY_AGAIN_LATER = 1013;
const BATCH_MS = 50;

/** `/api/tutti/live`: tells browsers what was committed. While nobody watches, nobody works anything out. */
export class LiveSockets {
  readonly #store: Store;
  readonly #events: EventFeed;
  readonly #feeds = new Map<WebSocket, LiveFeed>();
  #stopListening: (() => void) | null = null;
  /** Ends the following of events; null while no browser watches any. */
  #followed: Promise<() => void> | null = null;
  #isFlushPlanned = false;

  constructor(store: Store, events: EventFeed) {
    this.#store = store;
    this.#events = events;
  }

  serve(socket: WebSocket): void {
    const feed = new LiveFeed(socket);
    this.#feeds.set(socket, feed);
    this.#stopListening ??= this.#store.onChanges((changes) => this.#tell(changes));
    socket.on("message", (data: RawData) => {
      const message = liveSubscribe.safeParse(jsonOrNull(textOf(data)));
      if (message.success) void this.#watch(socket, feed, message.data.topics);
      else socket.close(PROTOCOL_ERROR, "Expected a 'subscribe' message");
    });
    socket.once("close", () => this.#leave(socket));
  }

  /** Events are followed before the browser hears that it watches them. */
  async #watch(socket: WebSocket, feed: LiveFeed, topics: readonly LiveTopic[]): Promise<void> {
    if (topics.some((topic) => topic.startsWith("events:"))) {
      try {
        await (this.#followed ??= this.#events.follow((events) => this.#tell(events.map(toChange))));
      } catch {
        this.#followed = null;
        socket.close(TRY_AGAIN_LATER, "The events could not be read");
        return;
      }
    }
    feed.watch(topics);
    this.#followNoMoreThanNeeded();
  }

  #tell(changes: readonly LiveChange[]): void {
    for (const feed of this.#feeds.values()) feed.add(changes);
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

  #leave(socket: WebSocket): void {
    this.#feeds.delete(socket);
    this.#followNoMoreThanNeeded();
    if (this.#feeds.size > 0) return;
    this.#stopListening?.();
    this.#stopListening = null;
  }

  #followNoMoreThanNeeded(): void {
    if (this.#feeds.values().some((feed) => feed.watchesEvents)) return;
    const followed = this.#followed;
    this.#followed = null;
    void followed?.then((leave) => leave());
  }
}

function toChange(event: CommittedEvent): LiveChange {
  return { kind: "event", event: eventMessage(event) };
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
