import type { LogFilter } from "@tutti/core/wire/log";
import { expressionBuilder, sql, type SqlBool } from "kysely";
import type { DialectName } from "../dialect.ts";
import type { Database } from "../tables.ts";
import { combine, given, textMatches, timeMatches, type Condition } from "./condition.ts";
import { textSearchMatches } from "./text-search-conditions.ts";

const log = expressionBuilder<Database, "log">();

/** What a log filter asks of the table `log` in scope. */
export function logMatches(dialect: DialectName, filter: LogFilter): Condition {
  return combine(filter.operator, [
    ...given(filter.level, levelMatches),
    ...given(filter.timestamp, (field) => timeMatches(log.ref("log.timestamp"), field)),
    ...given(filter.flow_run_id, (field) => textMatches(dialect, log.ref("log.flow_run_id"), field)),
    ...given(filter.task_run_id, (field) => textMatches(dialect, log.ref("log.task_run_id"), field)),
    ...given(filter.text, (field) => textSearchMatches(dialect, searched, field.query)),
  ]);
}

function levelMatches({ ge_, le_ }: NonNullable<LogFilter["level"]>): Condition {
  return combine("and_", [
    ...given(ge_, (level) => sql<SqlBool>`${log.ref("log.level")} >= ${level}`),
    ...given(le_, (level) => sql<SqlBool>`${log.ref("log.level")} <= ${level}`),
  ]);
}

const searched = sql<string>`(${log.ref("log.message")} || ' ' || ${log.ref("log.name")})`;
