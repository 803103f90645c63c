import { acquireLease } from "@tutti/client/leases";
import { isNotFound } from "@tutti/client/response-error";
import { hostname } from "node:os";
import type { Connection } from "../connection.ts";

/** How long the server takes this process for alive without hearing of it. */
export const LEASE_TTL_SECONDS = 10;

const OWNER = `${hostname()}:${process.pid}`;

/** Becomes the owner of a flow run; gives the epoch that stands in every write, null where there are no leases. */
export async function takeLease(connection: Connection, flowRunId: string): Promise<number | null> {
  if (connection.server.kind !== "tutti") return null;
  try {
    const lease = await acquireLease(connection.api, flowRunId, { owner: OWNER, ttl_seconds: LEASE_TTL_SECONDS });
    connection.leases.keep(flowRunId, lease.epoch);
    return lease.epoch;
  } catch (error) {
    if (isNotFound(error)) return null;
    throw error;
  }
}
