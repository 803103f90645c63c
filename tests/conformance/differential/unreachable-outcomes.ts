import type { Outcome } from "./operations.ts";

/** Outcomes that an operation's inputs seem to allow, and that no request of this file's stories can bring about. */
export const unreachableOutcomes: readonly { operation: string; outcome: Outcome; reason: string }[] = [
  {
    operation: "GET /automations/related-to/{resource_id}",
    outcome: "404",
    reason: "any text names a resource, and one that is not there has no automations",
  },
  {
    operation: "DELETE /automations/owned-by/{resource_id}",
    outcome: "404",
    reason: "any text names a resource, and one that is not there owns no automations",
  },
  {
    operation: "GET /csrf-token",
    outcome: "success",
    reason: "CSRF protection is off by default; the refusal is compared",
  },
  {
    operation: "POST /v2/concurrency_limits/leases/{lease_id}/renew",
    outcome: "404",
    reason: "a lease that is gone is answered 410, which is compared",
  },
  {
    operation: "GET /block_schemas/checksum/{checksum}",
    outcome: "422",
    reason: "any text is a version",
  },
  {
    operation: "POST /events/count-by/{countable}",
    outcome: "404",
    reason: "what cannot be counted is refused with 422",
  },
];
