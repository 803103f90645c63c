import type { IncomingHttpHeaders } from "node:http";
import { ApiError } from "@tutti/core/errors";
import { SLOT_LEASE_HEADER } from "@tutti/core/wire/concurrency-limit";
import { uuid } from "@tutti/core/wire/primitives";

/** The id that the lease asked for is to have; null when the request names none. Throws `bad_request` for what is no id. */
export function slotLeaseId(headers: IncomingHttpHeaders): string | null {
  const text = headers[SLOT_LEASE_HEADER];
  if (text === undefined) return null;
  const id = uuid.safeParse(text);
  if (!id.success) throw new ApiError("bad_request", `The header ${SLOT_LEASE_HEADER} must be a UUID`);
  return id.data;
}
