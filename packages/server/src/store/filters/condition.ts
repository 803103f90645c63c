import { lowerAscii } from "@tutti/core/text-query";
import { sql, type Expression, type SqlBool } from "kysely";
import { containsText, valueTable, type DialectName } from "../dialect.ts";

// A filter becomes one condition. What is absent from it adds nothing; what is there but empty is true. Values reach the
// database as parameters, never as text of the statement.

export type Condition = Expression<SqlBool>;
export type Operator = "and_" | "or_";

export const always: Condition = sql<SqlBool>`1 = 1`;
export const never: Condition = sql<SqlBool>`1 = 0`;

/** The conditions joined by the operator; none at all is true, whichever the operator. */
export function combine(operator: Operator, conditions: readonly Condition[]): Condition {
  const [first, ...others] = conditions;
  if (first === undefined) return always;
  if (others.length === 0) return first;
  return sql<SqlBool>`(${sql.join(conditions, operator === "and_" ? sql` and ` : sql` or `)})`;
}

/** What is made of a value that is given, as a list that may be spread among others. */
export function given<T, R>(value: T | null | undefined, make: (value: T) => R): R[] {
  return value === null || value === undefined ? [] : [make(value)];
}

/** The filter when all its conditions must hold, so that each of them is implied; else null. */
export function andOnly<F extends { operator: Operator }>(filter: F | null | undefined): F | null {
  return filter?.operator === "and_" ? filter : null;
}

export function isNull(column: Expression<unknown>, is: boolean): Condition {
  return is ? sql<SqlBool>`${column} is null` : sql<SqlBool>`${column} is not null`;
}

export interface TextFilter {
  operator?: Operator | undefined;
  any_?: readonly string[] | null | undefined;
  not_any_?: readonly string[] | null | undefined;
  like_?: string | null | undefined;
  is_null_?: boolean | null | undefined;
}

/** For ids and names. A NULL is in no list: `any_` and `not_any_` both leave it out, unless `not_any_` is empty. */
export function textConditions(dialect: DialectName, column: Expression<unknown>, filter: TextFilter): Condition[] {
  return [
    ...given(filter.any_, (values) => oneOf(dialect, column, values)),
    ...given(filter.not_any_, (values) => noneOf(dialect, column, values)),
    ...given(filter.like_, (part) => contains(dialect, column, part)),
    ...given(filter.is_null_, (is) => isNull(column, is)),
  ];
}

export function textMatches(dialect: DialectName, column: Expression<unknown>, filter: TextFilter): Condition {
  return combine(filter.operator ?? "and_", textConditions(dialect, column, filter));
}

/** Longer lists travel as one parameter. */
export const LISTED_MAX = 100;

export function oneOf(dialect: DialectName, column: Expression<unknown>, values: readonly string[]): Condition {
  const storable = values.filter(isStorable);
  if (storable.length === 0) return never;
  if (storable.length <= LISTED_MAX) return sql<SqlBool>`${column} in (${sql.join(storable)})`;
  return sql<SqlBool>`${column} in ${valueTable(dialect, storable)}`;
}

function noneOf(dialect: DialectName, column: Expression<unknown>, values: readonly string[]): Condition {
  if (values.length === 0) return always;
  return sql<SqlBool>`(${isNull(column, false)} and not (${oneOf(dialect, column, values)}))`;
}

/** Case is ignored for A to Z: what both databases agree on without a table of all scripts. */
export function contains(dialect: DialectName, column: Expression<unknown>, part: string): Condition {
  if (!isStorable(part)) return never;
  return containsText(dialect, sql`lower(${column})`, sql`${lowerAscii(part)}`);
}

/** Whether one of the values, of which there may be any number, meets the condition that is made of it. */
export function someOf(
  dialect: DialectName,
  values: readonly string[],
  condition: (value: Expression<unknown>) => Condition,
): Condition {
  const storable = values.filter(isStorable);
  if (storable.length === 0) return never;
  if (storable.length <= LISTED_MAX) {
    return combine(
      "or_",
      storable.map((value) => condition(sql`${value}`)),
    );
  }
  return sql<SqlBool>`exists (select 1 from ${valueTable(dialect, storable)} as wanted
    where ${condition(sql.ref("wanted.value"))})`;
}

export function beginsWith(column: Expression<unknown>, prefix: Expression<unknown>): Condition {
  return sql<SqlBool>`substr(${column}, 1, length(${prefix})) = ${prefix}`;
}

/** Postgres holds no NUL in text, and fails on being asked for one. */
export function isStorable(text: string): boolean {
  return !text.includes("\0");
}

interface TimeFilter {
  before_?: number | null | undefined;
  after_?: number | null | undefined;
  is_null_?: boolean | null | undefined;
}

/** Bounds are inclusive. `bounded` is what they are compared with, when that is not the column itself. */
export function timeMatches(
  column: Expression<unknown>,
  filter: TimeFilter,
  bounded: Expression<unknown> = column,
): Condition {
  return combine("and_", [...timeBounds(bounded, filter), ...given(filter.is_null_, (is) => isNull(column, is))]);
}

/** The range a time filter gives, as one condition; none when it gives none. */
export function timeBounds(column: Expression<unknown>, filter: TimeFilter | null | undefined): Condition[] {
  const bounds = [
    ...given(filter?.before_, (at) => sql<SqlBool>`${column} <= ${at}`),
    ...given(filter?.after_, (at) => sql<SqlBool>`${column} >= ${at}`),
  ];
  return bounds.length === 0 ? [] : [combine("and_", bounds)];
}
