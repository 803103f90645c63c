import { instant, type Instant } from "@tutti/core/instant";
import { toJson } from "../../../src/store/rows/json-column.ts";
import { flowRow, flowRunRow, START, taskRunRow } from "../../support/rows.ts";
import type { World } from "./interpreter.ts";

// A small database in which everything the filters look at occurs more than once: shared names, odd characters, equal
// instants, nulls. It is the same each time; what varies in the property is the filter.

export const NAMES = ["a-run", "A_Run", "b%run", "back\\slash", "ÄÖ-run", "äö-run", ""];
export const TAGS = [
  "x",
  "y",
  "X",
  "a,b",
  'q"uote',
  "it's",
  "ä",
  "back\\slash",
  "new\nline",
  "",
  "nul\u0000",
  "\ud800",
];
export const STATE_NAMES = ["Pending", "Late", "Running", "Cached"];
export const KEYS = ["k0", "k1", "k2", "k3"];
export const VERSIONS = ["v1", "v2", ""];
export const NO_ID = "00000000-0000-4000-8000-000000000000";
export const TIMES = [0, 1, 500_000, 1_000_000, 86_400_000_000].map((micros) => START + micros);

const TYPES = ["PENDING", "RUNNING", "COMPLETED", "SCHEDULED", null] as const;

/** The element for a number: a cheap shuffle, so that columns do not vary in step. */
function pick<T>(list: readonly T[], n: number, salt: number): T {
  const index = ((n + 1) * 2_654_435_761 + salt * 40_503) % 4_294_967_296;
  const value = list[Math.floor(index / 65_536) % list.length];
  if (value === undefined) throw new Error("an empty list has nothing to pick");
  return value;
}

function timeOrNull(n: number, salt: number): Instant | null {
  const at = pick([...TIMES, null], n, salt);
  return at === null ? null : instant(at);
}

function tagsOf(n: number, salt: number): string[] {
  return [...new Set(Array.from({ length: pick([0, 0, 1, 2, 3], n, salt) }, (_, i) => pick(TAGS, n * 5 + i, salt)))];
}

function progress(n: number) {
  return {
    state_type: pick(TYPES, n, 1),
    state_name: pick([...STATE_NAMES, null], n, 2),
    expected_start_time: timeOrNull(n, 3),
    next_scheduled_start_time: timeOrNull(n, 4),
    start_time: timeOrNull(n, 5),
    end_time: timeOrNull(n, 6),
  };
}

export function smallWorld(): World {
  const flows = NAMES.map((name, n) => flowRow({ name, tags: toJson(tagsOf(n, 7)) }));
  const roots = Array.from({ length: 40 }, (_, n) => {
    const version = pick([...VERSIONS, null], n, 8);
    return flowRunRow({
      ...progress(n),
      flow_id: pick(flows, n, 9).id,
      name: pick(NAMES, n, 10),
      tags: toJson(tagsOf(n, 11)),
      flow_version: version,
      work_queue_name: pick([...VERSIONS, null], n, 12),
      idempotency_key: KEYS[n] ?? null,
      created_by_type: pick([...VERSIONS, null], n, 13),
    });
  });
  const taskRuns = Array.from({ length: 80 }, (_, n) =>
    taskRunRow({
      ...progress(n + 100),
      flow_run_id: n % 9 === 0 ? null : pick(roots, n, 14).id,
      name: pick(NAMES, n, 15),
      tags: toJson(tagsOf(n, 16)),
    }),
  );
  const subflows = Array.from({ length: 12 }, (_, n) =>
    flowRunRow({
      ...progress(n + 200),
      flow_id: pick(flows, n, 17).id,
      name: pick(NAMES, n, 18),
      parent_task_run_id: pick(taskRuns, n, 19).id,
      tags: toJson(tagsOf(n, 20)),
    }),
  );
  return { flows, flowRuns: [...roots, ...subflows], taskRuns };
}
