import { parseTime } from "../parse-time.ts";
import type { WaitingFacts } from "../wire/dashboard-work.ts";
import type { Moments } from "./moments.ts";

type AwaitedLimit = WaitingFacts["limits"][number];

/** That `who` asked for slots of a limit in vain. */
export function slotWords(who: string, limit: AwaitedLimit, moments: Moments): string {
  const asked = parseTime(limit.since);
  const when = asked === null ? "" : ` ${moments.relative(asked)}`;
  const wanted = limit.slots === 1 ? "a slot" : `${limit.slots} slots`;
  return `${who} asked for ${wanted} of the limit “${limit.name}”${when}: ${limit.active_slots} of ${limit.limit} are taken.`;
}
