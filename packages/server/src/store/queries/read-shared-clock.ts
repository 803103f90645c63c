import type { Instant } from "@tutti/core/instant";
import type { Kysely } from "kysely";
import type { Deps } from "../../deps.ts";
import { sharedNow } from "../dialect.ts";
import type { Database } from "../tables.ts";

/** Now, by the clock that leases are measured by. */
export function readSharedClock(db: Kysely<Database>, deps: Deps, _params: Record<string, never>): Promise<Instant> {
  return sharedNow(db, deps);
}
