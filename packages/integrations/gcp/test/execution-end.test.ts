import { expect, test } from "vitest";
import { executionEnd, executionNews, executionView } from "../src/execution-end.ts";

const view = (conditions: readonly object[], completionTime?: string) =>
  executionView.parse({ name: "e", conditions, ...(completionTime === undefined ? {} : { completionTime }) });
const completed = (state: string, message?: string) => ({ type: "Completed", state, message });

test.each([
  ["it goes on", view([completed("CONDITION_RECONCILING")]), null],
  ["it is only made", view([]), null],
  ["it went well", view([completed("CONDITION_SUCCEEDED")]), { code: 0, reason: null }],
  [
    "its container failed",
    view([completed("CONDITION_FAILED", "Task x failed with exit code: 3 and message: no")]),
    { code: 3, reason: "Task x failed with exit code: 3 and message: no" },
  ],
  ["it did not start", view([completed("CONDITION_FAILED", "No.")]), { code: null, reason: "No." }],
  [
    "it is over, and nothing is said",
    view([], "2026-01-01T00:00:00Z"),
    { code: null, reason: "Cloud Run ended the execution, and does not say why." },
  ],
])("%s", (_what, execution, end) => {
  expect(executionEnd(execution)).toEqual(end === null ? null : { signal: null, isReported: false, ...end });
});

test("what keeps an execution from going on is told in Cloud Run's words", () => {
  const waiting = { type: "ResourcesAvailable", state: "CONDITION_PENDING", message: "Waiting for an instance." };
  expect(executionNews(view([completed("CONDITION_RECONCILING", "x"), waiting]))).toBe("Waiting for an instance.");
  expect(executionNews(view([{ ...waiting, state: "CONDITION_SUCCEEDED" }]))).toBe(null);
});
