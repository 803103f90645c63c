import { acquireLease } from "@tutti/client/leases";
import { delay } from "@tutti/client/delay";
import { isNotFound, ResponseError } from "@tutti/client/response-error";
import { LEASE_TTL_SECONDS } from "@tutti/core/lease-ttl";
import type { Connection } from "../connection.ts";
import { printLine } from "../print-line.ts";
import type { LeaseOptions } from "./lease-keeper.ts";
import { newId } from "./new-id.ts";
import { PROCESS_NAME } from "./process-name.ts";

// A server that was away may have given the owner the longest there is.
const WAIT_FOR_END_MS = (LEASE_TTL_SECONDS + 5) * 1000;
const ASK_EVERY_MS = 250;

/**
 * Becomes the owner of a flow run; gives the epoch that stands in every write, null where there are no leases. While a
 * process that may be dead still holds the lease, this waits for its end, and says so. Rejects with status 409 when
 * that process goes on renewing it.
 */
export async function takeLease(
  connection: Connection,
  flowRunId: string,
  options: LeaseOptions = {},
): Promise<number | null> {
  if (connection.server.kind !== "tutti") return null;
  const deadline = performance.now() + WAIT_FOR_END_MS;
  for (let attempt = 0; ; attempt++) {
    try {
      const lease = await acquireLease(connection.api, flowRunId, {
        owner: PROCESS_NAME,
        ttl_seconds: connection.leases.seconds,
        request_id: newId(),
      });
      connection.leases.keep(flowRunId, lease.epoch, options);
      return lease.epoch;
    } catch (error) {
      if (isNotFound(error)) return null;
      const isHeld = error instanceof ResponseError && error.status === 409;
      if (!isHeld || performance.now() > deadline) throw error;
      if (attempt === 0) printLine(`tutti: waiting for flow run ${flowRunId}: ${error.detail}`);
      await delay(ASK_EVERY_MS);
    }
  }
}
