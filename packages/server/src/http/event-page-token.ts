import { ApiError } from "@tutti/core/errors";
import { closeWindow } from "@tutti/core/event-window";
import { formatInstant, type Instant } from "@tutti/core/instant";
import { eventFilter, type EventFilter } from "@tutti/core/wire/event-filter";
import { z } from "zod";

/** What the next page of a list of events needs to know. */
export interface NextEvents {
  readonly filter: EventFilter;
  /** Of all pages. */
  readonly total: number;
  readonly limit: number;
  /** The last event of the page before. */
  readonly after: { readonly occurred: number; readonly id: string };
}

const token = z.strictObject({
  filter: eventFilter,
  total: z.int().min(0),
  limit: z.int().min(1).max(50),
  after: z.strictObject({ occurred: z.int(), id: z.guid() }),
});

/** Opaque to clients. The filter's window is closed, so that later pages are of the same events. */
export function eventPageToken({ filter, ...rest }: NextEvents): string {
  const { since, until } = filter.occurred;
  const occurred = { since: formatInstant(since), until: formatInstant(until) };
  return Buffer.from(JSON.stringify({ filter: { ...filter, occurred }, ...rest })).toString("base64url");
}

/** Throws `forbidden` for a token that is none of ours. */
export function readEventPageToken(text: string, now: Instant): NextEvents {
  try {
    const { filter, ...rest } = token.parse(JSON.parse(Buffer.from(text, "base64url").toString("utf8")));
    return { filter: closeWindow(filter, now), ...rest };
  } catch {
    throw new ApiError("forbidden", "Forbidden");
  }
}
