import { displayWidth } from "../../src/table.ts";
import { flowRun } from "@tutti/core/wire/flow-run";
import { expect, test } from "vitest";
import { Output } from "../../src/output.ts";
import type { TuiData } from "../../src/tui/tui-data.ts";
import { FIRST_LOOK } from "../../src/tui/tui-keys.ts";
import { tuiLines } from "../../src/tui/tui-view.ts";

const NOW = "2026-03-01T12:00:00Z";
const FLOW = "01a21985-36e9-7041-84f7-f7091a8c1443";

function runNamed(name: string, number: number) {
  const id = `01a21985-36e9-7041-84f7-${String(number).padStart(12, "0")}`;
  return flowRun.parse({
    ...Object.fromEntries(Object.keys(flowRun.shape).map((key) => [key, null])),
    id,
    name,
    flow_id: FLOW,
    state_type: "RUNNING",
    state_name: "Running",
    start_time: "2026-03-01T11:57:00Z",
    expected_start_time: "2026-03-01T11:57:00Z",
    parameters: {},
    context: {},
    labels: {},
    tags: [],
    empirical_policy: {},
    auto_scheduled: false,
    run_count: 1,
    total_run_time: 0,
    estimated_run_time: 0,
    estimated_start_time_delta: 0,
  });
}

const runs = Array.from({ length: 60 }, (_, index) => runNamed(`brave-otter-of-the-north-${index}`, index));
const [first] = runs;
const list: TuiData = { runs, names: new Map([[FLOW, "orchestrate-the-taxi-model"]]), opened: null };
const opened = first === undefined ? null : { run: first, tasks: [], logs: [] };

test.each([
  [40, 15],
  [80, 24],
  [200, 50],
  [12, 6],
])("of %d columns and %d rows, each is used and none exceeded", (columns, rows) => {
  const frame = { columns, rows, nowMs: Date.parse(NOW), notice: "" };
  for (const model of [FIRST_LOOK, { ...FIRST_LOOK, selectedId: first?.id ?? "", isOpen: true }]) {
    const lines = tuiLines({ ...list, opened }, model, frame, new Output());
    expect(lines).toHaveLength(rows);
    expect(lines.filter((line) => displayWidth(line) > columns)).toEqual([]);
    expect(lines.at(-1)).toContain(columns < 80 ? "q quit" : "c cancel");
    expect(lines.at(-1)).toContain("q quit");
  }
});

test("what there is no room for is left out: flows first, then times", () => {
  const headsAt = (columns: number) => {
    const frame = { columns, rows: 10, nowMs: Date.parse(NOW), notice: "" };
    return tuiLines(list, FIRST_LOOK, frame, new Output())[0]?.trim().split(/\s+/);
  };
  expect(headsAt(80)).toEqual(["NAME", "FLOW", "STATE", "STARTED", "TOOK"]);
  expect(headsAt(60)).toEqual(["NAME", "STATE", "STARTED", "TOOK"]);
  expect(headsAt(40)).toEqual(["NAME", "STATE", "TOOK"]);
});

test("a run that was open before is not shown as the one that is opened now", () => {
  const model = { ...FIRST_LOOK, selectedId: runs[1]?.id ?? "", isOpen: true };
  const frame = { columns: 80, rows: 10, nowMs: Date.parse(NOW), notice: "" };
  expect(tuiLines({ ...list, opened }, model, frame, new Output())[0]).toContain("NAME");
});
