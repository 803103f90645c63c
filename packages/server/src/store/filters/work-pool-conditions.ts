import { lowerAscii } from "@tutti/core/text-query";
import type { WorkPoolFilter, WorkQueueFilter } from "@tutti/core/wire/infrastructure-filter";
import { expressionBuilder, sql, type SqlBool } from "kysely";
import type { DialectName } from "../dialect.ts";
import type { Database } from "../tables.ts";
import { combine, given, isStorable, never, textMatches, type Condition } from "./condition.ts";

const pool = expressionBuilder<Database, "work_pool">();
const queue = expressionBuilder<Database, "work_queue">();

/** What a work pool filter asks of the table `work_pool` in scope. */
export function workPoolMatches(dialect: DialectName, filter: WorkPoolFilter): Condition {
  return combine(filter.operator, [
    ...given(filter.id, (field) => textMatches(dialect, pool.ref("work_pool.id"), field)),
    ...given(filter.name, (field) => textMatches(dialect, pool.ref("work_pool.name"), field)),
    ...given(filter.type, (field) => textMatches(dialect, pool.ref("work_pool.type"), field)),
  ]);
}

/** What a work queue filter asks of the table `work_queue` in scope. */
export function workQueueMatches(dialect: DialectName, filter: WorkQueueFilter): Condition {
  const name = queue.ref("work_queue.name");
  return combine(filter.operator, [
    ...given(filter.id, (field) => textMatches(dialect, queue.ref("work_queue.id"), field)),
    ...given(filter.name, (field) =>
      combine("and_", [
        textMatches(dialect, name, { any_: field.any_ }),
        ...given(field.startswith_, (parts) => combine("or_", parts.map(startsWith))),
      ]),
    ),
  ]);
}

/** Case is ignored for A to Z. */
function startsWith(part: string): Condition {
  if (!isStorable(part)) return never;
  const lower = lowerAscii(part);
  return sql<SqlBool>`substr(lower(${queue.ref("work_queue.name")}), 1, length(${lower})) = ${lower}`;
}
