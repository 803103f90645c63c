import { addSeconds, formatInstant, type Instant } from "@tutti/core/instant";
import type { Event } from "@tutti/core/wire/event";

/** How long after an event was received it may still be told. */
const SLACK_SECONDS = 10;

/**
 * Which events a stream has sent while it went through the past, of those that the feed may tell too: the ones received
 * after it began, or just before. The rest need not be remembered.
 */
export class SentBefore {
  readonly #from: string;
  #until: Instant | null = null;
  #ids = new Set<string>();

  constructor(began: Instant) {
    this.#from = comparable(addSeconds(began, -SLACK_SECONDS));
  }

  add({ id, received }: Event): void {
    if (received >= this.#from) this.#ids.add(id);
  }

  /** The past has been gone through: what is received well after now is new. */
  end(now: Instant): void {
    this.#until = addSeconds(now, SLACK_SECONDS);
  }

  has({ id, received }: { readonly id: string; readonly received: Instant }): boolean {
    if (this.#until !== null && received > this.#until) this.#ids.clear();
    return this.#ids.size > 0 && this.#ids.delete(id);
  }
}

/** Of one second, a time with a fraction sorts before the one without: so compare with one that has none. */
function comparable(at: Instant): string {
  return formatInstant(at).slice(0, 19);
}
