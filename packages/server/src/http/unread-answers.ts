import type { FastifyInstance } from "fastify";

/** How long a client may take none of an answer that it asked for. */
const TAKEN_WITHIN_MS = 60_000;

/**
 * Ends connections whose clients stopped reading, or are gone without a word: an answer of many megabytes would be kept for
 * each of them for as long as they stay. One that reads slowly is left alone, and so is whoever waits for an answer.
 */
export function endUnreadAnswers(app: FastifyInstance, withinMs = TAKEN_WITHIN_MS): void {
  app.addHook("onSend", (_request, { raw }, _payload, done) => {
    raw.setTimeout(withinMs, () => raw.destroy());
    done();
  });
}
