import { sql, type Expression, type SqlBool } from "kysely";
import { containsText, valueTable, type DialectName } from "../dialect.ts";
import { combine, given, LISTED_MAX, never, type Condition, type Operator } from "./condition.ts";

// Tags are a column of JSON text, as `JSON.stringify` writes an array of strings. In such text a bare quote only ever
// begins or ends a tag, so `,"tag",` is found in `,"a","tag","b",` exactly when the tag is there: no parsing, no cast
// that refuses odd characters, and the same in both databases. (The one tag `,` is also found between two others of
// which the left ends and the right begins with a comma.)

interface TagsFilter {
  operator: Operator;
  all_?: readonly string[] | null | undefined;
  any_?: readonly string[] | null | undefined;
  is_null_?: boolean | null | undefined;
}

/** `all_: []` asks for nothing, `any_: []` matches nothing; `is_null_` means "has no tags". */
export function tagsMatch(dialect: DialectName, column: Expression<string>, filter: TagsFilter): Condition {
  return combine(filter.operator, [
    ...given(filter.all_?.length === 0 ? null : filter.all_, (tags) => hasAll(dialect, column, tags)),
    ...given(filter.any_, (tags) => (tags.length === 0 ? never : hasAny(dialect, column, tags))),
    ...given(filter.is_null_, (is) => (is ? sql<SqlBool>`${column} = '[]'` : sql<SqlBool>`${column} <> '[]'`)),
  ]);
}

function hasAll(dialect: DialectName, column: Expression<string>, tags: readonly string[]): Condition {
  if (tags.length > LISTED_MAX) {
    const missing = sql<SqlBool>`not ${containsPart(dialect, column, sql`wanted.value`)}`;
    return sql<SqlBool>`not exists (select 1 from ${parts(dialect, tags)} as wanted where ${missing})`;
  }
  return combine("and_", hasEach(dialect, column, tags));
}

function hasAny(dialect: DialectName, column: Expression<string>, tags: readonly string[]): Condition {
  if (tags.length > LISTED_MAX) {
    const found = containsPart(dialect, column, sql`wanted.value`);
    return sql<SqlBool>`exists (select 1 from ${parts(dialect, tags)} as wanted where ${found})`;
  }
  return combine("or_", hasEach(dialect, column, tags));
}

function hasEach(dialect: DialectName, column: Expression<string>, tags: readonly string[]): Condition[] {
  return tags.map((tag) => containsPart(dialect, column, sql`${part(tag)}`));
}

function containsPart(dialect: DialectName, column: Expression<string>, tagPart: Expression<unknown>): Condition {
  return containsText(dialect, sql`',' || substr(${column}, 2, length(${column}) - 2) || ','`, tagPart);
}

function parts(dialect: DialectName, tags: readonly string[]): Expression<unknown> {
  return valueTable(dialect, tags.map(part));
}

function part(tag: string): string {
  return `,${JSON.stringify(tag)},`;
}
