import { parseTextQuery } from "@tutti/core/text-query";
import { sql, type Expression, type SqlBool } from "kysely";
import type { DialectName } from "../dialect.ts";
import { combine, contains, type Condition } from "./condition.ts";

/** What a search in the words of the protocol asks of a text. */
export function textSearchMatches(dialect: DialectName, searched: Expression<string>, query: string): Condition {
  const { required, any, excluded } = parseTextQuery(query);
  const found = (term: string) => contains(dialect, searched, term);
  return combine("and_", [
    ...required.map(found),
    ...(any.length === 0 ? [] : [combine("or_", any.map(found))]),
    ...excluded.map((term) => sql<SqlBool>`not (${found(term)})`),
  ]);
}
