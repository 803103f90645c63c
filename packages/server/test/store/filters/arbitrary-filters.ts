import { flowFilter } from "@tutti/core/wire/flow-filter";
import { flowRunFilter } from "@tutti/core/wire/flow-run-filter";
import { taskRunFilter } from "@tutti/core/wire/task-run-filter";
import { formatInstant, instant } from "@tutti/core/instant";
import * as fc from "fast-check";
import type { z } from "zod";
import { KEYS, NAMES, NO_ID, STATE_NAMES, TAGS, TIMES, VERSIONS } from "./worlds.ts";
import type { Filters, World } from "./interpreter.ts";

// Random filters as clients send them, parsed as the routes do.

const operator = fc.constantFrom("and_", "or_");
const isNull = fc.constantFrom(true, false, null);

function listOf<T>(value: fc.Arbitrary<T>) {
  return fc.oneof(fc.array(value, { maxLength: 4 }), fc.constant(null));
}

/** A few of the keys, seldom `null`: with all of them at once nearly nothing would ever match. */
function field(keys: Record<string, fc.Arbitrary<unknown>>) {
  const { operator: joined = fc.constant("and_"), ...conditions } = keys;
  const names = Object.keys(conditions);
  const some = fc
    .subarray(names, { maxLength: Math.min(2, names.length) })
    .chain((chosen) => fc.record(Object.fromEntries(chosen.map((key) => [key, conditions[key] ?? joined]))));
  const given =
    "operator" in keys ? fc.tuple(joined, some).map(([operator, others]) => ({ operator, ...others })) : some;
  return fc.oneof({ weight: 9, arbitrary: given }, { weight: 1, arbitrary: fc.constant(null) });
}

function idsAmong(rows: readonly { id: string }[]) {
  return listOf(fc.constantFrom(...rows.map((row) => row.id), NO_ID));
}

const like = fc.constantFrom("", "a", "A", "_", "%", "\\", "b%", "ÄÖ", "äö", "RUN", "zz", "\0");
const name = field({ any_: listOf(fc.constantFrom(...NAMES, "absent", "\0")), like_: like });
const tag = listOf(fc.constantFrom(...TAGS, "absent"));
const anyTags = field({ operator, all_: tag, any_: tag, is_null_: isNull });
const allTags = field({ operator, all_: tag, is_null_: isNull });
const time = fc.constantFrom(null, ...TIMES.map((at) => formatInstant(instant(at))));
const range = field({ before_: time, after_: time });
const nullableRange = field({ before_: time, after_: time, is_null_: isNull });
const stateTypes = listOf(fc.constantFrom("PENDING", "RUNNING", "COMPLETED", "SCHEDULED", "PAUSED"));
const stateNames = listOf(fc.constantFrom(...STATE_NAMES, "absent"));
const versions = listOf(fc.constantFrom(...VERSIONS, "absent"));
const keys = listOf(fc.constantFrom(...KEYS, "absent"));

function flowFilters(world: World) {
  const ids = idsAmong(world.flows);
  return field({
    operator,
    id: field({ any_: ids, not_any_: ids }),
    name,
    tags: allTags,
    deployment: field({ operator, is_null_: isNull }),
  });
}

function flowRunFilters(world: World) {
  const runs = idsAmong(world.flowRuns);
  const tasks = idsAmong(world.taskRuns);
  return field({
    operator,
    id: field({ any_: runs, not_any_: runs }),
    name,
    tags: anyTags,
    deployment_id: field({ operator, any_: runs, is_null_: isNull }),
    work_queue_name: field({ operator, any_: versions, is_null_: isNull }),
    state: field({
      operator,
      type: field({ any_: stateTypes, not_any_: stateTypes }),
      name: field({ any_: stateNames, not_any_: stateNames }),
    }),
    flow_version: field({ any_: versions }),
    start_time: nullableRange,
    end_time: nullableRange,
    expected_start_time: range,
    next_scheduled_start_time: range,
    parent_flow_run_id: field({ operator, any_: runs }),
    parent_task_run_id: field({ operator, any_: tasks, is_null_: isNull }),
    idempotency_key: field({ any_: keys, not_any_: keys }),
    created_by: field({ operator, id_: runs, type_: versions, is_null_: isNull }),
  });
}

function taskRunFilters(world: World) {
  return field({
    operator,
    id: field({ any_: idsAmong(world.taskRuns) }),
    name,
    tags: allTags,
    state: field({ operator, type: field({ any_: stateTypes }), name: field({ any_: stateNames }) }),
    start_time: nullableRange,
    end_time: nullableRange,
    expected_start_time: range,
    subflow_runs: field({ exists_: isNull }),
    flow_run_id: field({ operator, any_: idsAmong(world.flowRuns), is_null_: isNull }),
  });
}

/** Filters of a request, most often one or two of them. */
export function filtersFor(world: World): fc.Arbitrary<Filters> {
  const sometimes = <S extends z.ZodType>(arbitrary: fc.Arbitrary<unknown>, schema: S) =>
    fc.oneof(
      { weight: 1, arbitrary: fc.constant(null) },
      { weight: 2, arbitrary: arbitrary.map((value) => (value === null ? null : schema.parse(value))) },
    );
  return fc.record({
    flows: sometimes(flowFilters(world), flowFilter),
    flow_runs: sometimes(flowRunFilters(world), flowRunFilter),
    task_runs: sometimes(taskRunFilters(world), taskRunFilter),
    deployments: fc.oneof({ weight: 19, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.constant({}) }),
  });
}
