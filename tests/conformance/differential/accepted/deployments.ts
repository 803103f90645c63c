import type { AcceptedDifference } from "../accepted-difference.ts";

/** Where deployments differ on purpose. */
export const deployments: readonly AcceptedDifference[] = [
  {
    reason: "a body is answered as it was sent; the real server has added the parameters that it took for given",
    pointer: "/body/request_body/parameters",
    tutti: undefined,
  },
  {
    reason: "a body is answered as it was sent; the real server has added the parameters that it took for given",
    pointer: "/body/exception_detail/*/input/parameters",
    tutti: undefined,
  },
  {
    reason: "a name that no address can hold, or that is empty, is refused; the real server fails",
    sequence: "names that a deployment may not have",
    operation: "POST /deployments/",
    pointer: "/**",
  },
];
