import type { Moments } from "@tutti/core/waiting/moments";
import { formatDuration } from "./duration.ts";
import { formatAbsolute, formatAhead, formatRelative } from "./moment.ts";

/** How the dashboard writes times in an explanation. */
export function momentsAt(now: number): Moments {
  return {
    now,
    relative: (at) => formatRelative(at, now),
    ahead: (at) => formatAhead(at, now),
    absolute: formatAbsolute,
    span: formatDuration,
  };
}
