import type { WorkerFilter } from "@tutti/core/wire/worker";
import { expressionBuilder } from "kysely";
import type { DialectName } from "../dialect.ts";
import type { Database } from "../tables.ts";
import { combine, given, textMatches, timeMatches, type Condition } from "./condition.ts";

const worker = expressionBuilder<Database, "worker">();

/** What a worker filter asks of the table `worker` in scope. */
export function workerMatches(dialect: DialectName, filter: WorkerFilter): Condition {
  return combine(filter.operator, [
    ...given(filter.last_heartbeat_time, (field) => timeMatches(worker.ref("worker.last_heartbeat_time"), field)),
    ...given(filter.status, (field) => textMatches(dialect, worker.ref("worker.status"), field)),
  ]);
}
