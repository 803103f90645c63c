import type { VariableFilter } from "@tutti/core/wire/variable";
import { expressionBuilder } from "kysely";
import type { DialectName } from "../dialect.ts";
import type { Database } from "../tables.ts";
import { combine, given, textMatches, type Condition } from "./condition.ts";
import { tagsMatch } from "./tag-conditions.ts";

const variable = expressionBuilder<Database, "variable">();

/** What a variable filter asks of the table `variable` in scope. */
export function variableMatches(dialect: DialectName, filter: VariableFilter): Condition {
  return combine(filter.operator, [
    ...given(filter.id, (field) => textMatches(dialect, variable.ref("variable.id"), field)),
    ...given(filter.name, (field) => textMatches(dialect, variable.ref("variable.name"), field)),
    ...given(filter.tags, (field) => tagsMatch(dialect, variable.ref("variable.tags"), field)),
  ]);
}
