import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseExact } from "../src/exact-json.ts";
import { instant } from "../src/instant.ts";
import { completedState, runningState, scheduledState } from "../src/run-state.ts";
import { isUnpersisted } from "../src/state-data.ts";
import { proposedState, stateFromRow, stateToRow, stateToWire } from "../src/state-wire.ts";
import { state, stateCreate } from "../src/wire/state.ts";
import { anyState } from "./support/arbitraries.ts";
import { NOW, PROPOSED_ID, proposed } from "./support/states.ts";

const ID = "00000000-0000-4000-8000-0000000000f0";
const NO_DETAILS = {
  flow_run_id: null,
  task_run_id: null,
  child_flow_run_id: null,
  scheduled_time: null,
  cache_key: null,
  cache_expiration: null,
  deferred: false,
  untrackable_result: false,
  pause_timeout: null,
  pause_reschedule: false,
  pause_key: null,
  run_input_keyset: null,
  refresh_cache: null,
  retriable: null,
  transition_id: null,
  task_parameters_id: null,
  traceparent: null,
  deployment_concurrency_lease_id: null,
};
const EVERYTHING = {
  ...NO_DETAILS,
  flow_run_id: ID,
  task_run_id: ID,
  child_flow_run_id: ID,
  scheduled_time: "2025-10-09T08:53:20Z",
  cache_key: "key",
  cache_expiration: "2025-10-09T08:53:20.000001Z",
  deferred: null,
  untrackable_result: true,
  pause_timeout: "2025-10-09T09:53:20Z",
  pause_reschedule: true,
  pause_key: "1",
  run_input_keyset: { base: "wait-1" },
  refresh_cache: true,
  retriable: false,
  transition_id: ID,
  task_parameters_id: ID,
  traceparent: "00-trace",
  deployment_concurrency_lease_id: ID,
};

function propose(body: unknown) {
  return proposedState(stateCreate.parse(body), PROPOSED_ID, NOW);
}

describe("a submitted state", () => {
  test("that says nothing but its type has the type's name, and all else at its default", () => {
    expect(propose({ type: "RUNNING" })).toEqual(runningState(proposed()));
  });

  test("that is scheduled without a time is due at once", () => {
    expect(propose({ type: "SCHEDULED", name: null, message: null, data: null })).toEqual(scheduledState(proposed()));
  });

  test("keeps name, message and data", () => {
    const body = { type: "COMPLETED", name: "Cached", message: "done", data: { storage_key: "k" } };
    expect(propose(body)).toEqual(
      completedState(proposed({ name: "Cached", message: "done" }), { data: '{"storage_key":"k"}' }),
    );
  });

  test("keeps the digits of its data", () => {
    const body = parseExact('{"type":"COMPLETED","data":{"rmse":5.0,"n":9007199254740993}}');
    expect(stateToRow(propose(body)).data).toBe('{"rmse":5.0,"n":9007199254740993}');
    expect(JSON.stringify(stateToWire(propose(body)).data)).toBe('{"rmse":5.0,"n":9007199254740993}');
  });

  test.each(["", "Custom"])("may have any name: %o", (name) => {
    expect(propose({ type: "RUNNING", name }).name).toBe(name);
  });
});

describe("on the wire", () => {
  test("every detail is there", () => {
    expect(stateToWire(runningState({ id: ID, timestamp: instant(1_760_000_000_000_001) }))).toEqual({
      id: ID,
      type: "RUNNING",
      name: "Running",
      timestamp: "2025-10-09T08:53:20.000001Z",
      message: null,
      data: null,
      state_details: NO_DETAILS,
    });
  });

  test.each(["SCHEDULED", "PENDING", "RUNNING", "COMPLETED", "FAILED", "CANCELLED", "CRASHED", "PAUSED", "CANCELLING"])(
    "%s gives back every detail its client sent, also those it has no use for",
    (type) => {
      const wire = stateToWire(propose({ type, data: { a: 1 }, state_details: EVERYTHING }));
      expect(wire).toMatchObject({ type, data: { a: 1 }, state_details: EVERYTHING });
    },
  );

  test("it is what the schema of the API says", () => {
    fc.assert(
      fc.property(anyState, (any) => {
        expect(state.safeParse(stateToWire(any)).error).toBeUndefined();
      }),
    );
  });
});

describe("stored", () => {
  test("details at their default are left out", () => {
    expect(stateToRow(runningState(proposed()))).toEqual({
      id: PROPOSED_ID,
      type: "RUNNING",
      name: "Running",
      timestamp: NOW,
      message: null,
      data: null,
      state_details: "{}",
    });
  });

  test("what differs from its default stays, null included", () => {
    const row = stateToRow(propose({ type: "RUNNING", state_details: EVERYTHING }));
    expect(JSON.parse(row.state_details)).toEqual(EVERYTHING);
  });

  test("every state is read back as it was, but the marker of a result that was not kept", () => {
    fc.assert(
      fc.property(anyState, (any) => {
        const back = stateToWire(stateFromRow(stateToRow(any)));
        const wire = stateToWire(any);
        const isMarker = wire.data !== null && isUnpersisted(JSON.stringify(wire.data));
        expect(back).toEqual({ ...wire, data: isMarker ? null : wire.data });
      }),
    );
  });

  test("a state can be sent to a thread", () => {
    fc.assert(
      fc.property(anyState, (any) => {
        expect(structuredClone(any)).toEqual(any);
      }),
    );
  });
});
