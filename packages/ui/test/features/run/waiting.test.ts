import type { State } from "@tutti/core/wire/state";
import { expect, test, vi } from "vitest";
import { flowRun } from "../../timeline-data.ts";

vi.hoisted(() => {
  process.env["TZ"] = "UTC";
});
const { explainWaiting } = await import("../../../src/features/run/waiting.ts");

const now = Date.UTC(2026, 10, 22, 10);

function state(fields: Partial<State>): State {
  return {
    id: "s",
    type: "SCHEDULED",
    name: "Scheduled",
    timestamp: "2026-11-22T09:00:00Z",
    message: null,
    data: null,
    state_details: {},
    ...fields,
  };
}
const due = (at: string) => state({ state_details: { scheduled_time: at } });

test.each([
  [
    { state_type: "SCHEDULED", state_name: "Scheduled", state: due("2026-11-22T10:05:00Z") },
    "It starts in 5 min, on 22 Nov 2026, 10:05:00 UTC.",
  ],
  [
    { state_type: "SCHEDULED", state_name: "Late", state: due("2026-11-22T09:55:00Z"), work_pool_name: "zoompool" },
    "It is due since 22 Nov 2026, 09:55:00 UTC, and nothing has taken it yet. A worker on the pool “zoompool” has to run: is one started?",
  ],
  [
    { state_type: "SCHEDULED", state_name: "Late", state: due("2026-11-22T09:55:00Z"), deployment_id: "d" },
    "It is due since 22 Nov 2026, 09:55:00 UTC, and nothing has taken it yet. The process that serves its deployment has to run: is it started?",
  ],
  [
    {
      state_type: "SCHEDULED",
      state_name: "AwaitingRetry",
      state: due("2026-11-22T10:00:12Z"),
      run_count: 1,
      empirical_policy: { max_retries: 0, retry_delay_seconds: 0, retries: 3 },
    },
    "Attempt 2 of 4 begins in 12 s.",
  ],
  [
    {
      state_type: "PAUSED",
      state_name: "Paused",
      state: state({ state_details: { pause_timeout: "2026-11-22T11:00:00Z" } }),
    },
    "It waits for somebody to resume it. It fails when nobody does so in 1 h.",
  ],
  [
    { state_type: "PENDING", state_name: "Pending" },
    "It is about to start: its process has made it and not begun it yet.",
  ],
  [{ state_type: "RUNNING", state_name: "Running" }, null],
  [{ state_type: "COMPLETED", state_name: "Completed" }, null],
] as const)("a run that is %o waits because: %s", (fields, reason) => {
  expect(explainWaiting(flowRun(fields), now)).toBe(reason);
});
