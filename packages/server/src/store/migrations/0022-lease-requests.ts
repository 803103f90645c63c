import type { Migration } from "./migration.ts";

/** Which request the lease of a run was given for: the same request, should it arrive once more, is given no other. */
export const leaseRequests: Migration = {
  number: 22,
  name: "lease-requests",
  statements: ({ text }) => [`alter table flow_run add column lease_request ${text}`],
};
