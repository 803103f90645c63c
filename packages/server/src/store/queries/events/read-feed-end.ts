import type { Kysely } from "kysely";
import type { Deps } from "../../../deps.ts";
import { feedEnd, type EventPosition } from "../../committed-events.ts";
import type { Database } from "../../tables.ts";

export async function readFeedEnd(
  db: Kysely<Database>,
  _deps: Deps,
  _params: Record<string, never>,
): Promise<EventPosition> {
  return feedEnd(db);
}
