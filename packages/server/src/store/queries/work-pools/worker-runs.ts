import { instant, type Instant } from "@tutti/core/instant";
import { sql, type Kysely } from "kysely";
import { dialectOf, shortOnly } from "../../dialect.ts";
import { fromJson } from "../../rows/json-column.ts";
import { combine } from "../../filters/condition.ts";
import type { Database } from "../../tables.ts";

const EVENTS_MAX = 400;
const FLOW_RUN = "prefect.flow-run.";

export interface WorkerPast {
  readonly startedAt: Instant | null;
  readonly stoppedAt: Instant | null;
  /** The runs it took, the last first. */
  readonly runIds: readonly string[];
}

/** What a worker said of itself in its latest events. */
export async function workerPast(db: Kysely<Database>, resourceId: string): Promise<WorkerPast> {
  const rows = await db
    .selectFrom("event")
    .select(["event.event", "event.occurred", "event.related"])
    .where("event.resource_id", "=", resourceId)
    .where(combine("and_", shortOnly(dialectOf(db), "event.resource_id")))
    .where(sql<boolean>`event.event like 'prefect.worker.%'`)
    .orderBy("event.occurred", "desc")
    .limit(EVENTS_MAX)
    .execute();
  const lastOf = (name: string) => {
    const found = rows.find((row) => row.event === name)?.occurred;
    return found === undefined ? null : instant(found);
  };
  const taken = rows.filter((row) => row.event === "prefect.worker.submitted-flow-run");
  return {
    startedAt: lastOf("prefect.worker.started"),
    stoppedAt: lastOf("prefect.worker.stopped"),
    runIds: [...new Set(taken.flatMap((row) => runOf(fromJson(row.related))))],
  };
}

function runOf(related: readonly Readonly<Record<string, string>>[]): string[] {
  const ids = related.flatMap((labels) => labels["prefect.resource.id"] ?? []);
  return ids.filter((id) => id.startsWith(FLOW_RUN)).map((id) => id.slice(FLOW_RUN.length));
}
