import type { Client } from "pg";

/** Until somebody in this client's database waits for a lock. */
export async function waitForLock(client: Client): Promise<void> {
  const waiting = "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
  while ((await client.query(waiting)).rowCount === 0);
}
