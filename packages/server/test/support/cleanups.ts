import { randomUUID } from "node:crypto";
import { requestTeardown } from "../../src/commands/workers/request-teardown.ts";
import { systemDeps } from "../../src/deps.ts";
import { withTables } from "./rows.ts";
import type { TestServer } from "./test-server.ts";

/** Leaves something to clean up in a pool, as a run does that was cancelled in vain; the id of the message. */
export async function requestCleanup(server: TestServer, { queueId }: { queueId: string }): Promise<string> {
  const run = { id: randomUUID(), state_id: null, work_queue_id: queueId, infrastructure_pid: "host:1" };
  let id = "";
  await withTables(server.database, async (db) => {
    await requestTeardown(db, systemDeps, run);
    const { id: newest } = await db
      .selectFrom("worker_cleanup")
      .select("id")
      .orderBy("id", "desc")
      .limit(1)
      .executeTakeFirstOrThrow();
    id = newest;
  });
  // What another connection commits is seen with the next commit of the server's own.
  await server.store.command("retireUnpolled", { queueSeconds: 60, deploymentSeconds: 60, limit: 1 });
  return id;
}
