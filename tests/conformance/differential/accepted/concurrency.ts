import type { AcceptedDifference } from "../accepted-difference.ts";

/** Where limits, their slots and leases differ on purpose. */
export const concurrency: readonly AcceptedDifference[] = [
  {
    reason: "a conflict names what is taken or missing; which limits cannot be rate limits is said in our own words",
    sequence: "slots that can never be had, and requests for slots that say nothing",
    pointer: "/body/detail",
    tutti: "A rate limit needs a slot decay, and these limits have none: small",
  },
  {
    reason: "an id that is none is a path that is not there, here as everywhere",
    operation: "POST /v2/concurrency_limits/leases/{lease_id}/renew",
    sequence: "leases that cannot be had, renewed or released",
    pointer: "/**",
  },
];
