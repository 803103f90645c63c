import { expect, test } from "vitest";
import { instant } from "../src/instant.ts";
import { matchesLog } from "../src/matches-log.ts";
import { logFilter } from "../src/wire/log.ts";

const RUN = "00000000-0000-4000-8000-000000000001";
const OTHER = "00000000-0000-4000-8000-000000000002";
const LOG = {
  name: "prefect.flow_runs",
  level: 20,
  message: "Hello there",
  timestamp: instant(1_800_000_000_000_000),
  flow_run_id: RUN,
  task_run_id: null,
};

test.each<[object, boolean]>([
  [{}, true],
  [{ operator: "or_" }, true],
  [{ level: {} }, true],
  [{ level: { ge_: 20, le_: 20 } }, true],
  [{ level: { ge_: 21 } }, false],
  [{ level: { le_: 19 } }, false],
  [{ timestamp: { after_: "2027-01-15T08:00:00Z", before_: "2027-01-15T08:00:00Z" } }, true],
  [{ timestamp: { after_: "2027-01-15T08:00:00.000001Z" } }, false],
  [{ timestamp: { before_: "2027-01-15T07:59:59Z" } }, false],
  [{ flow_run_id: { any_: [RUN, OTHER] } }, true],
  [{ flow_run_id: { any_: [OTHER] } }, false],
  [{ flow_run_id: { any_: [] } }, false],
  [{ flow_run_id: {} }, true],
  [{ task_run_id: { any_: [RUN] } }, false],
  [{ task_run_id: { is_null_: true } }, true],
  [{ task_run_id: { is_null_: false } }, false],
  [{ task_run_id: { any_: [RUN], is_null_: true } }, false],
  [{ text: { query: "HELLO" } }, true],
  [{ text: { query: "flow_runs -there" } }, false],
  [{ level: { ge_: 50 }, flow_run_id: { any_: [RUN] } }, false],
  [{ operator: "or_", level: { ge_: 50 }, flow_run_id: { any_: [RUN] } }, true],
  [{ operator: "or_", level: { ge_: 50 }, flow_run_id: { any_: [OTHER] } }, false],
])("the filter %j takes the log: %j", (filter, expected) => {
  expect(matchesLog(logFilter.parse(filter), LOG)).toBe(expected);
});
