import type { AcceptedDifference } from "../accepted-difference.ts";

/** Tutti's own ways, decided. */
export const ways: readonly AcceptedDifference[] = [
  {
    reason: "JSON is UTF-8 whether the header says so or not; Fastify says so",
    pointer: "/headers/content-type",
    prefect: "application/json",
    tutti: "application/json; charset=utf-8",
  },
  {
    reason: "each server has its own settings",
    operation: "GET /admin/settings",
    pointer: "/body/**",
  },
  {
    reason: "a redirect saves nobody a request: paths are answered with and without the slash at their end",
    sequence: "collections answer with and without the slash at their end",
    pointer: "/**",
  },
  {
    reason: "a part of a name is looked for as it is written: % and _ are no wildcards",
    sequence: "flows are filtered by every field",
    pointer: "/body**",
  },
  {
    reason: "a part of a name is looked for as it is written: % and _ are no wildcards",
    sequence: "variables are filtered, counted, sorted and paged",
    pointer: "/body**",
  },
  {
    reason: "a small result stands in the state: any value is a result, and none of them becomes an artifact",
    sequence: "results of a state are kept as they were sent",
    pointer: "/**",
  },
  {
    reason: "a result that was not kept reads as none, however it was reported",
    sequence: "a state that an event reports keeps its result",
    pointer: "/body/**",
    tutti: null,
  },
  {
    reason: "a socket that is not there is refused with 404, which the client takes as it takes 403",
    pointer: "/body/0/refused/status",
    prefect: 403,
    tutti: 404,
  },
  {
    reason: "whatever is no auth message is answered with 1008; the real server breaks off over some",
    sequence: "nothing but the auth message may come first",
    pointer: "/body/**",
  },
];
