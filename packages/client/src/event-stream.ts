import { type Event, event } from "@tutti/core/wire/event";
import type { eventFilter } from "@tutti/core/wire/event-filter";
import { PREFECT_PROTOCOL } from "@tutti/core/wire/session";
import { z } from "zod";
import type { ApiClient } from "./http.ts";
import { openSocket } from "./session-socket.ts";

const message = z.object({ type: z.literal("event"), event });

export interface StreamOptions {
  readonly signal: AbortSignal;
  /** Called when nothing is missed any more. */
  readonly onOpen?: () => void;
}

const YEAR_MS = 366 * 86_400_000;

/**
 * Events that fit and happen from now on, as they are committed, until the signal says stop. Throws when the socket ends otherwise.
 */
export async function* streamEvents(
  api: ApiClient,
  filter: z.input<typeof eventFilter>,
  { signal, onOpen }: StreamOptions,
): AsyncGenerator<Event> {
  await api.server();
  const { socket } = await openSocket(await api.address(), "/events/out", [PREFECT_PROTOCOL]);
  const queue: Event[] = [];
  let wake = () => undefined as void;
  const ended: Error[] = [];
  socket.on("message", (data: Buffer) => {
    const parsed = message.safeParse(JSON.parse(data.toString()));
    if (parsed.success) queue.push(parsed.data.event);
    wake();
  });
  socket.on("error", () => undefined);
  socket.once("close", (code, reason) => {
    ended.push(new Error(`The server ended the stream of events: ${code} ${reason.toString()}`.trimEnd()));
    wake();
  });
  signal.addEventListener("abort", () => wake());
  // A filter that leaves its window open ends now: nothing that comes would fit.
  const now = Date.now();
  const occurred = { since: new Date(now).toISOString(), until: new Date(now + YEAR_MS).toISOString() };
  socket.send(JSON.stringify({ type: "filter", filter: { occurred, ...filter } }));
  onOpen?.();
  try {
    for (;;) {
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) yield next;
      if (signal.aborted) return;
      const [end] = ended;
      if (end !== undefined) throw end;
      await new Promise<void>((resolve) => (wake = resolve));
    }
  } finally {
    socket.terminate();
  }
}
