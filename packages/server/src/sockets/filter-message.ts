import type { RawData, WebSocket } from "ws";
import { z } from "zod";
import { jsonOf, textOf } from "./text-frame.ts";

const PROTOCOL_ERROR = 1002;
/** Of the 123 bytes that a close frame has room for. */
const REASON_MAX = 100;

const envelope = z.object({
  type: z.literal("filter"),
  filter: z.unknown(),
  backfill: z
    .unknown()
    .optional()
    .transform((wish) => wish === undefined || Boolean(wish)),
});

/** What a client asks of a stream, in the one message it sends. */
export interface StreamRequest<F> {
  readonly filter: F;
  /** Whether it wants what happened before as well. */
  readonly backfill: boolean;
}

/** Begins the stream with the client's first message; whatever is not a filter closes the socket with 1002. */
export function awaitFilter<S extends z.ZodType>(
  socket: WebSocket,
  schema: S,
  begin: (request: StreamRequest<z.output<S>>) => void,
): void {
  socket.once("message", (data: RawData) => {
    const message = envelope.safeParse(jsonOf(textOf(data)));
    if (!message.success) return socket.close(PROTOCOL_ERROR, "Expected 'filter' message");
    const filter = schema.safeParse(message.data.filter);
    if (filter.success) return begin({ filter: filter.data, backfill: message.data.backfill });
    const [issue] = filter.error.issues;
    const reason = `Invalid filter: ${issue?.path.join(".") ?? ""}: ${issue?.message ?? ""}`;
    return socket.close(PROTOCOL_ERROR, reason.replaceAll(/[^\x20-\x7e]/g, "?").slice(0, REASON_MAX));
  });
}
