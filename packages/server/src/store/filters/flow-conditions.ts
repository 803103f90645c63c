import type { FlowFilter } from "@tutti/core/wire/flow-filter";
import { expressionBuilder } from "kysely";
import type { DialectName } from "../dialect.ts";
import type { Database } from "../tables.ts";
import { always, combine, given, never, textMatches, type Condition } from "./condition.ts";
import { tagsMatch } from "./tag-conditions.ts";

const flow = expressionBuilder<Database, "flow">();

/** What a flow filter asks of the table `flow` in scope. No flow has a deployment while there are none. */
export function flowMatches(dialect: DialectName, filter: FlowFilter): Condition {
  return combine(filter.operator, [
    ...given(filter.id, (field) => textMatches(dialect, flow.ref("flow.id"), field)),
    ...given(filter.name, (field) => textMatches(dialect, flow.ref("flow.name"), field)),
    ...given(filter.tags, (field) => tagsMatch(dialect, flow.ref("flow.tags"), field)),
    ...given(filter.deployment, ({ is_null_ }) => (is_null_ === false ? never : always)),
  ]);
}
