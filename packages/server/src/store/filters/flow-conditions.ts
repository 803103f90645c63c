import type { FlowFilter } from "@tutti/core/wire/flow-filter";
import { expressionBuilder, sql, type SqlBool } from "kysely";
import type { DialectName } from "../dialect.ts";
import type { Database } from "../tables.ts";
import { combine, given, textMatches, type Condition } from "./condition.ts";
import { tagsMatch } from "./tag-conditions.ts";

const flow = expressionBuilder<Database, "flow">();

/** What a flow filter asks of the table `flow` in scope. */
export function flowMatches(dialect: DialectName, filter: FlowFilter): Condition {
  return combine(filter.operator, [
    ...given(filter.id, (field) => textMatches(dialect, flow.ref("flow.id"), field)),
    ...given(filter.name, (field) => textMatches(dialect, flow.ref("flow.name"), field)),
    ...given(filter.tags, (field) => tagsMatch(dialect, flow.ref("flow.tags"), field)),
    ...given(filter.deployment, ({ is_null_ }) =>
      combine(
        "and_",
        given(is_null_, (is) => hasDeployment(!is)),
      ),
    ),
  ]);
}

function hasDeployment(wanted: boolean): Condition {
  const found = sql<SqlBool>`exists (select 1 from deployment where deployment.flow_id = ${flow.ref("flow.id")})`;
  return wanted ? found : sql<SqlBool>`not ${found}`;
}
