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
    reason: "which tag's slots are taken is said in our own words",
    operation: "POST /concurrency_limits/increment",
    pointer: "/body/detail",
  },
  {
    reason: "whoever is told to wait is told how long, always: clients fail without the header",
    operation: "POST /concurrency_limits/increment",
    sequence: "slots of tags are taken and given back for a task run",
    pointer: "/headers/retry-after",
    prefect: undefined,
  },
  {
    reason: "an id that is none is a path that is not there, here as everywhere",
    operation: "POST /v2/concurrency_limits/leases/{lease_id}/renew",
    sequence: "leases that cannot be had, renewed or released",
    pointer: "/**",
  },
];
