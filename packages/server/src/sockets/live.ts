import { liveSubscribe, type LiveChange } from "@tutti/core/wire/live";
import type { RawData, WebSocket } from "ws";
import type { Store } from "../store/store.ts";
import { textOf } from "./handshake.ts";
import { LiveFeed } from "./live-feed.ts";

const PROTOCOL_ERROR = 1002;
const BATCH_MS = 50;

/** `/api/tutti/live`: tells browsers what was committed. While nobody watches, nobody works anything out. */
export class LiveSockets {
  readonly #store: Store;
  readonly #feeds = new Map<WebSocket, LiveFeed>();
  #stopListening: (() => void) | null = null;
  #isFlushPlanned = false;

  constructor(store: Store) {
    this.#store = store;
  }

  serve(socket: WebSocket): void {
    const feed = new LiveFeed(socket);
    this.#feeds.set(socket, feed);
    this.#stopListening ??= this.#store.onChanges((changes) => this.#tell(changes));
    socket.on("message", (data: RawData) => subscribe(socket, feed, textOf(data)));
    socket.once("close", () => this.#leave(socket));
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
    if (this.#feeds.size > 0) return;
    this.#stopListening?.();
    this.#stopListening = null;
  }
}

function subscribe(socket: WebSocket, feed: LiveFeed, text: string): void {
  const message = liveSubscribe.safeParse(jsonOrNull(text));
  if (message.success) feed.watch(message.data.topics);
  else socket.close(PROTOCOL_ERROR, "Expected a 'subscribe' message");
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
