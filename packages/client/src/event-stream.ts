import { type Event, event } from "@tutti/core/wire/event";
import type { eventFilter } from "@tutti/core/wire/event-filter";
import { PREFECT_PROTOCOL } from "@tutti/core/wire/session";
import { z } from "zod";
import type { ApiClient } from "./http.ts";
import { readFrame } from "./read-frame.ts";
import { openSocket } from "./session-socket.ts";

const message = z.object({ type: z.literal("event"), event });

export interface StreamOptions {
  readonly signal: AbortSignal;
  /** Called when nothing is missed any more. */
  readonly onOpen?: () => void;
}

const YEAR_MS = 366 * 86_400_000;

/**
 * Events that fit and happen from now on, as they are committed, until the signal says stop. Throws when the socket ends
 * otherwise.
 */
export async function* streamEvents(
  api: ApiClient,
  filter: z.input<typeof eventFilter>,
  { signal, onOpen }: StreamOptions,
): AsyncGenerator<Event> {
  await api.server();
  const { socket } = await openSocket(await api.address(), "/events/out", [PREFECT_PROTOCOL]);
  const queue: Event[] = [];
  const ended: Error[] = [];
  let news = Promise.withResolvers<void>();
  const wake = () => news.resolve();
  socket.on("message", (data: Buffer) => {
    const frame = readFrame(message, data.toString());
    if (frame !== null) queue.push(frame.event);
    wake();
  });
  socket.on("error", () => undefined);
  socket.once("close", (code, reason) => {
    ended.push(new Error(`The server ended the stream of events: ${code} ${reason.toString()}`.trimEnd()));
    wake();
  });
  signal.addEventListener("abort", wake);
  try {
    // A filter that leaves its window open ends now: nothing that comes would fit.
    const now = Date.now();
    const occurred = { since: new Date(now).toISOString(), until: new Date(now + YEAR_MS).toISOString() };
    socket.send(JSON.stringify({ type: "filter", filter: { occurred, ...filter } }));
    onOpen?.();
    for (;;) {
      news = Promise.withResolvers();
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) yield next;
      if (signal.aborted) return;
      const [end] = ended;
      if (end !== undefined) throw end;
      await news.promise;
    }
  } finally {
    signal.removeEventListener("abort", wake);
    socket.terminate();
  }
}
