import type { DeploymentFilter } from "@tutti/core/wire/infrastructure-filter";
import { expressionBuilder, sql, type SqlBool } from "kysely";
import type { DialectName } from "../dialect.ts";
import type { Database } from "../tables.ts";
import { always, combine, contains, given, textMatches, type Condition } from "./condition.ts";
import { tagsMatch } from "./tag-conditions.ts";

const deployment = expressionBuilder<Database, "deployment">();

/** What a deployment filter asks of the table `deployment` in scope. A limit's size is asked for, and not looked at, as in Prefect. */
export function deploymentMatches(dialect: DialectName, filter: DeploymentFilter): Condition {
  return combine(filter.operator, [
    ...given(filter.id, (field) => textMatches(dialect, deployment.ref("deployment.id"), field)),
    ...given(filter.name, (field) => textMatches(dialect, deployment.ref("deployment.name"), field)),
    ...given(filter.flow_or_deployment_name, ({ like_ }) => eitherNameHas(dialect, like_ ?? "")),
    ...given(filter.paused, ({ eq_ }) => combine("and_", given(eq_, isPaused))),
    ...given(filter.tags, (field) => tagsMatch(dialect, deployment.ref("deployment.tags"), field)),
    ...given(filter.work_queue_name, (field) =>
      textMatches(dialect, deployment.ref("deployment.work_queue_name"), field),
    ),
    ...given(filter.concurrency_limit, () => always),
  ]);
}

function isPaused(wanted: boolean): Condition {
  return sql<SqlBool>`${deployment.ref("deployment.paused")} = ${wanted ? 1 : 0}`;
}

function eitherNameHas(dialect: DialectName, part: string): Condition {
  if (part === "") return always;
  const named = contains(dialect, deployment.ref("deployment.name"), part);
  const flows = sql`select named_flow.id from flow as named_flow where ${contains(dialect, sql`named_flow.name`, part)}`;
  return combine("or_", [named, sql<SqlBool>`${deployment.ref("deployment.flow_id")} in (${flows})`]);
}
