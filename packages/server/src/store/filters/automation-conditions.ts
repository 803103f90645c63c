import type { AutomationFilter } from "@tutti/core/wire/automation";
import { expressionBuilder } from "kysely";
import type { DialectName } from "../dialect.ts";
import type { Database } from "../tables.ts";
import { combine, given, textMatches, timeMatches, type Condition } from "./condition.ts";
import { tagsMatch } from "./tag-conditions.ts";

const automation = expressionBuilder<Database, "automation">();

/** What an automation filter asks of the table `automation` in scope. */
export function automationMatches(dialect: DialectName, filter: AutomationFilter): Condition {
  return combine(filter.operator, [
    ...given(filter.id, (field) => textMatches(dialect, automation.ref("automation.id"), field)),
    ...given(filter.name, (field) => textMatches(dialect, automation.ref("automation.name"), field)),
    ...given(filter.created, (field) => timeMatches(automation.ref("automation.created"), field)),
    ...given(filter.tags, (field) => tagsMatch(dialect, automation.ref("automation.tags"), field)),
  ]);
}
