import type { RunsPageSort } from "@tutti/core/wire/dashboard";
import { isTerminal, STATE_TYPES, type StateType } from "@tutti/core/state-type";
import { readLength } from "./length-search.ts";
import type { RunsScope, RunsSearch, RunSort } from "./runs-search.ts";
import { timeBounds } from "./time-search.ts";

const SORTS: Record<RunSort, RunsPageSort> = {
  newest: "START_TIME_DESC",
  oldest: "START_TIME_ASC",
  name: "NAME_ASC",
  "name-desc": "NAME_DESC",
  longest: "DURATION_DESC",
};

/** The JSON filters of `POST /api/tutti/runs/page`, before they are parsed: times are text here. */
export interface RunsFilters {
  search: string | null;
  /** Left out where any will do. */
  length?: object;
  flows: object | null;
  flow_runs: object | null;
  deployments: object | null;
  work_pools: object | null;
  work_pool_queues: object | null;
  sort: RunsPageSort;
}

export function isStateType(text: string): text is StateType {
  return (STATE_TYPES as readonly string[]).includes(text);
}

export function isOver(type: StateType | null): boolean {
  return type !== null && isTerminal(type);
}

type ScopedSearch = RunsSearch & { within?: RunsScope };

/** `ids` narrows the list to some runs, `now` is what the time range is counted from. */
export function runsFilters(search: ScopedSearch, now: number, ids: string[] | null = null): RunsFilters {
  return filtersWith(startFilter(search, now), search, ids);
}

/** The same without their time. */
export function timelessFilters(search: ScopedSearch): Omit<RunsFilters, "sort"> {
  const { sort: _, ...filters } = filtersWith({}, search, null);
  return filters;
}

function filtersWith(start: object, search: ScopedSearch, ids: string[] | null): RunsFilters {
  const { q, flow, sort = "newest", within = {} } = search;
  const pools = within.pool === undefined ? search.pool : [within.pool];
  const flowRuns = {
    ...(ids === null ? {} : { id: { any_: ids } }),
    ...stateFilter(search.state),
    ...start,
    ...(within.deployment === undefined ? {} : { deployment_id: { any_: [within.deployment] } }),
    ...(search.tag === undefined ? {} : { tags: { all_: search.tag } }),
    ...(search.subflows === undefined ? {} : { parent_task_run_id: { is_null_: true } }),
  };
  return {
    search: q ?? null,
    ...lengthFilter(search.length),
    flows: named(flow),
    flow_runs: Object.keys(flowRuns).length === 0 ? null : flowRuns,
    deployments: named(search.deployment),
    work_pools: named(pools),
    work_pool_queues: named(within.queue === undefined ? undefined : [within.queue]),
    sort: SORTS[sort],
  };
}

function named(names: string[] | undefined): object | null {
  return names === undefined ? null : { name: { any_: names } };
}

/** The clocks of browser and server may differ by so much. */
const CLOCKS_MS = 60_000;

/** Schedules make runs days ahead: they would fill the list, so who asks for no state, name or time sees what is due. */
function startFilter(search: RunsSearch, now: number): object {
  const isAsked = search.state !== undefined || search.q !== undefined;
  const bounds = {
    ...(isAsked ? {} : { before_: new Date(now + CLOCKS_MS).toISOString() }),
    ...timeBounds(search, now),
  };
  return Object.keys(bounds).length === 0 ? {} : { start_time: bounds };
}

function lengthFilter(text: string | undefined): object {
  const length = readLength(text);
  return length === null ? {} : { length: { at_least: length.atLeast, below: length.below } };
}

/** State types and names, either of which may hold. */
export function stateFilter(states: string[] | undefined): object {
  if (states === undefined) return {};
  const types = states.filter(isStateType);
  const names = states.filter((state) => !isStateType(state));
  return {
    state: {
      operator: "or_",
      ...(types.length === 0 ? {} : { type: { any_: types } }),
      ...(names.length === 0 ? {} : { name: { any_: names } }),
    },
  };
}
