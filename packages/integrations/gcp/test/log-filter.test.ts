import { expect, test } from "vitest";
import { logFilter, MOST_EXECUTIONS } from "../src/log-filter.ts";

test("a filter names the executions, the two streams and the time", () => {
  expect(logFilter(["zoo-1", "zoo-2"], "2026-07-01T10:00:00.000000000Z")).toBe(
    'resource.type="cloud_run_job" AND (log_id("run.googleapis.com/stdout") OR log_id("run.googleapis.com/stderr")) AND ' +
      'labels."run.googleapis.com/execution_name"=("zoo-1" OR "zoo-2") AND timestamp>="2026-07-01T10:00:00.000000000Z"',
  );
});

test("one of as many as may be asked for at once is as long as Cloud Logging takes", () => {
  const longest = Array.from({ length: MOST_EXECUTIONS }, () => "n".repeat(63));
  expect(logFilter(longest, "2026-07-01T10:00:00.000000000Z").length).toBeLessThan(20_000);
});
