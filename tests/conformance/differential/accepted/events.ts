import type { AcceptedDifference } from "../accepted-difference.ts";

const TOKENS = {
  reason: "a token that is none of ours is forbidden; the real server fails over some",
  operation: "GET /events/filter/next",
  sequence: "a list of events goes on page by page",
};

/** Reading events. */
export const events: readonly AcceptedDifference[] = [
  {
    reason: "where a list goes on is each server's own secret",
    operation: "* /events/filter**",
    sequence: "a list of events goes on page by page",
    pointer: "/body/next_page",
  },
  { ...TOKENS, pointer: "/status", prefect: 500 },
  { ...TOKENS, pointer: "/body/exception_message", prefect: "Internal Server Error" },
  { ...TOKENS, pointer: "/body/detail", tutti: "Forbidden" },
  {
    reason:
      "a socket is closed with the code that says why; the real server's reason is too long for one and breaks it off",
    sequence: "streams are asked for with a filter and nothing else",
    pointer: "/body/*/closed/code",
    prefect: 1006,
    tutti: 1002,
  },
  {
    reason: "too many buckets are refused in our own words",
    operation: "POST /events/count-by/{countable}",
    pointer: "/body/detail",
  },
  {
    reason: "a limit below zero is refused in the words of all lists",
    operation: "POST /events/filter",
    sequence: "filters and limits that are none",
    pointer: "/body/**",
  },
];
