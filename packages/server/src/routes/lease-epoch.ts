import type { IncomingHttpHeaders } from "node:http";
import { ApiError } from "@tutti/core/errors";
import { LEASE_EPOCH_HEADER } from "@tutti/core/wire/lease";

/** The epoch under which a request writes; null when it carries none. Throws `bad_request` when it is no number. */
export function leaseEpoch(headers: IncomingHttpHeaders): number | null {
  const text = headers[LEASE_EPOCH_HEADER];
  if (text === undefined) return null;
  const epoch = Number(text);
  if (!Number.isSafeInteger(epoch) || epoch < 0) {
    throw new ApiError("bad_request", `The header ${LEASE_EPOCH_HEADER} must be a whole number`);
  }
  return epoch;
}
