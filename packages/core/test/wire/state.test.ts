import { expect, test } from "vitest";
import { parseInstant } from "../../src/instant.ts";
import { stateCreate } from "../../src/wire/state.ts";

test("a submitted state: what it says, and nothing it did not", () => {
  const body = {
    type: "SCHEDULED",
    name: "Late",
    state_details: { scheduled_time: "2026-08-01T12:00:00Z", unknown: 1 },
  };
  expect(stateCreate.parse(body)).toEqual({
    type: "SCHEDULED",
    name: "Late",
    state_details: { scheduled_time: parseInstant("2026-08-01T12:00:00Z") },
  });
});

test.each([
  [{}],
  [{ type: "SLEEPING" }],
  [{ type: "RUNNING", id: "mine" }],
  [{ type: "RUNNING", timestamp: "2026-08-01T12:00:00Z" }],
  [{ type: "RUNNING", state_details: { scheduled_time: "soon" } }],
  [{ type: "RUNNING", state_details: { transition_id: "no id" } }],
  [{ type: "RUNNING", state_details: { pause_reschedule: "yes" } }],
  [{ type: "RUNNING", state_details: null }],
])("refuses %o", (body) => {
  expect(stateCreate.safeParse(body).success).toBe(false);
});
