import type { Instant } from "./instant.ts";
import { hasText, parseTextQuery } from "./text-query.ts";
import type { LogFilter } from "./wire/log.ts";

/** What a filter looks at. */
export interface FilteredLog {
  readonly name: string;
  readonly level: number;
  readonly message: string;
  readonly timestamp: Instant;
  readonly flow_run_id: string | null;
  readonly task_run_id: string | null;
}

/** What a filter of logs means; `server/store/filters/log-conditions.ts` says the same to a database. */
export function matchesLog(filter: LogFilter, log: FilteredLog): boolean {
  return join(filter.operator, [
    ...given(filter.level, (level) => isBetween(log.level, level.ge_, level.le_)),
    ...given(filter.timestamp, (time) => isBetween(log.timestamp, time.after_, time.before_)),
    ...given(filter.flow_run_id, (field) => isOneOf(field.any_, log.flow_run_id)),
    ...given(
      filter.task_run_id,
      (field) => isOneOf(field.any_, log.task_run_id) && isNull(field.is_null_, log.task_run_id),
    ),
    ...given(filter.text, ({ query }) => hasText(`${log.message} ${log.name}`, parseTextQuery(query))),
  ]);
}

function join(operator: LogFilter["operator"], answers: readonly boolean[]): boolean {
  return answers.length === 0 || (operator === "or_" ? answers.includes(true) : !answers.includes(false));
}

function given<T>(value: T | null | undefined, answer: (value: T) => boolean): boolean[] {
  return value === null || value === undefined ? [] : [answer(value)];
}

type Bound = number | null | undefined;

function isBetween(value: number, from: Bound, to: Bound): boolean {
  return value >= (from ?? -Infinity) && value <= (to ?? Infinity);
}

function isOneOf(ids: readonly string[] | null | undefined, id: string | null): boolean {
  return ids === null || ids === undefined || (id !== null && ids.includes(id));
}

function isNull(wanted: boolean | null | undefined, id: string | null): boolean {
  return wanted === null || wanted === undefined || wanted === (id === null);
}
