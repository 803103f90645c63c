import * as fc from "fast-check";
import { addSeconds, type Instant } from "../../src/instant.ts";
import type { OwnDetails, RunState } from "../../src/run-state.ts";
import { assembleState } from "../../src/state-assembly.ts";
import { STATE_TYPES, type StateType } from "../../src/state-type.ts";
import { BEFORE } from "./states.ts";

const id = fc.nat().map((n) => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`);

const NAMES: Partial<Record<StateType, string[]>> = {
  SCHEDULED: ["Scheduled", "Late", "Resuming", "AwaitingRetry"],
  PENDING: ["Pending", "Submitting", "InfrastructurePending"],
  PAUSED: ["Paused", "Suspended"],
};

const around: fc.Arbitrary<Instant> = fc.integer({ min: -120, max: 120 }).map((seconds) => addSeconds(BEFORE, seconds));

const details: fc.Arbitrary<OwnDetails> = fc.record({
  scheduledTime: fc.option(around),
  cacheKey: fc.option(fc.constantFrom("a", "b")),
  cacheExpiration: fc.option(around),
  refreshCache: fc.option(fc.boolean()),
  untrackableResult: fc.boolean(),
  deferred: fc.option(fc.boolean()),
  taskParametersId: fc.option(id),
  pauseTimeout: fc.option(around),
  pauseReschedule: fc.boolean(),
  pauseKey: fc.option(fc.constantFrom("1", "2")),
  runInputKeyset: fc.option(fc.constant({ base: "wait-1" })),
  retriable: fc.option(fc.boolean()),
  data: fc.option(fc.constantFrom('{"storage_key":"k"}', '{"type":"unpersisted"}', "5.0")),
});

/** Any state that a client could propose, its details in disorder as clients may send them. */
export const anyState: fc.Arbitrary<RunState> = fc.constantFrom(...STATE_TYPES).chain((type) =>
  fc
    .record({
      id,
      timestamp: around,
      message: fc.option(fc.string()),
      transitionId: fc.option(id),
      flowRunId: fc.option(id),
      taskRunId: fc.option(id),
      childFlowRunId: fc.option(id),
      traceparent: fc.option(fc.string()),
      name: fc.constantFrom(...(NAMES[type] ?? ["Custom"])),
      details,
    })
    .map(({ details: own, ...mint }) => assembleState(type, mint, own)),
);
