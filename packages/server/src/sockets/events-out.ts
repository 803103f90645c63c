import { clampWindow, closeWindow } from "@tutti/core/event-window";
import { addSeconds, type Instant } from "@tutti/core/instant";
import { matchesLiveEvent } from "@tutti/core/matches-event";
import { eventFilter, type EventFilter, type OpenEventFilter } from "@tutti/core/wire/event-filter";
import type { FastifyBaseLogger } from "fastify";
import type { WebSocket } from "ws";
import type { Deps } from "../deps.ts";
import type { EventFeed } from "../store/event-feed.ts";
import type { EventPlace, EventsPage } from "../store/queries/events/list-events.ts";
import { eventMessage, type CommittedEvent } from "../store/rows/event-row.ts";
import type { Store } from "../store/store.ts";
import { awaitFilter, type StreamRequest } from "./filter-message.ts";
import { Outbox } from "./outbox.ts";
import { SentBefore } from "./sent-before.ts";

// `/api/events/out`: what happened lately, oldest first, then what happens. One follows the feed before reading what was, so
// that nothing falls between the two; what comes in both is sent once.

const BACKFILL_SECONDS = 15 * 60;
const PAGE = 250;
const TRY_AGAIN_LATER = 1013;

export interface EventStreamParts {
  readonly store: Store;
  readonly feed: EventFeed;
  readonly deps: Deps;
  readonly logger: FastifyBaseLogger;
}

export function serveEventsOut(socket: WebSocket, parts: EventStreamParts): void {
  awaitFilter(socket, eventFilter, (request) => {
    void stream(socket, request, parts).catch((error: unknown) => {
      parts.logger.error({ err: error }, "a stream of events failed");
      socket.close(TRY_AGAIN_LATER, "The events could not be read");
    });
  });
}

async function stream(
  socket: WebSocket,
  request: StreamRequest<OpenEventFilter>,
  { store, feed, deps }: EventStreamParts,
): Promise<void> {
  const now = deps.now();
  const filter = lately(request.filter, now);
  const outbox = new Outbox(socket);
  const sent = new SentBefore(now);
  const early: CommittedEvent[] = [];
  let isLive = false;
  const tell = (event: CommittedEvent) => {
    if (!sent.has(event)) outbox.offer(frameOf(event));
  };
  const leave = await feed.follow((events) => {
    for (const event of events) {
      if (!matchesLiveEvent(filter, event)) continue;
      if (isLive) tell(event);
      else if (early.length < PAGE) early.push(event);
    }
  });
  socket.once("close", leave);
  if (socket.readyState !== socket.OPEN) return leave();
  if (request.backfill) await backfill(socket, filter, outbox, sent, store);
  sent.end(deps.now());
  isLive = true;
  for (const event of early) tell(event);
}

function lately(filter: OpenEventFilter, now: Instant): EventFilter {
  return { ...clampWindow(closeWindow(filter, now), addSeconds(now, -BACKFILL_SECONDS)), order: "ASC" };
}

async function backfill(
  socket: WebSocket,
  filter: EventFilter,
  outbox: Outbox,
  sent: SentBefore,
  store: Store,
): Promise<void> {
  let after: EventPlace | null = null;
  do {
    const page: EventsPage = await store.read("listEvents", { filter, after, limit: PAGE });
    for (const event of page.events) {
      sent.add(event);
      outbox.offer(JSON.stringify({ type: "event", event }));
    }
    await outbox.idle();
    after = page.last;
  } while (after !== null && socket.readyState === socket.OPEN);
}

/** Written once, however many are told. */
const frames = new WeakMap<CommittedEvent, string>();

function frameOf(event: CommittedEvent): string {
  const known = frames.get(event);
  if (known !== undefined) return known;
  const frame = JSON.stringify({ type: "event", event: eventMessage(event) });
  frames.set(event, frame);
  return frame;
}
