import { instant, type Instant } from "./instant.ts";
import type { EventFilter, OpenEventFilter } from "./wire/event-filter.ts";

const DAY_MICROS = 86_400_000_000;
const DAYS_BACK = 180;

/** The filter with its window closed: from 180 days before today, in UTC, until now, where it does not say. */
export function closeWindow(filter: OpenEventFilter, now: Instant): EventFilter {
  const today = Math.floor(now / DAY_MICROS) * DAY_MICROS;
  const since = filter.occurred?.since ?? instant(today - DAYS_BACK * DAY_MICROS);
  return { ...filter, occurred: { since, until: filter.occurred?.until ?? now } };
}

/** The filter with a window that begins no earlier than this. */
export function clampWindow(filter: EventFilter, earliest: Instant): EventFilter {
  const { since, until } = filter.occurred;
  return { ...filter, occurred: { since: instant(Math.max(since, earliest)), until } };
}
