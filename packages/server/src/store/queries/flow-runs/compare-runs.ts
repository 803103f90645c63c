import { formatInstant } from "@tutti/core/instant";
import type { ComparedArtifact, ComparedRun } from "@tutti/core/wire/run-comparison";
import { sql, type Kysely } from "kysely";
import type { Deps } from "../../../deps.ts";
import { dialectOf } from "../../dialect.ts";
import { oneOf } from "../../filters/condition.ts";
import { fromJson } from "../../rows/json-column.ts";
import type { Database } from "../../tables.ts";
import { runRows } from "./run-rows.ts";
import { taskTallies } from "./task-tallies.ts";

const STATES_MAX = 2000;
const ARTIFACTS_MAX = 500;
/** Longer than any metric, and short enough to be told of many. */
const DATA_LENGTH_MAX = 20_000;

/** What runs that stand beside each other may differ in. A fixed number of statements. */
export async function compareRuns(
  db: Kysely<Database>,
  deps: Deps,
  { ids }: { readonly ids: readonly string[] },
): Promise<ComparedRun[]> {
  const rows = await runRows(db, [...new Set(ids)], deps.now());
  const found = rows.map((row) => row.id);
  const [own, states, tasks, artifacts] = await Promise.all([
    ownOf(db, found),
    statesOf(db, found),
    taskTallies(db, found),
    artifactsOf(db, found),
  ]);
  return rows.map((row) => ({
    ...row,
    flow_version: own.get(row.id)?.flow_version ?? null,
    parameters: own.get(row.id)?.parameters ?? {},
    states: states.get(row.id) ?? [],
    tasks: (tasks.get(row.id) ?? []).map(({ flow_run_id: _run, ...tally }) => tally),
    artifacts: artifacts.get(row.id) ?? [],
  }));
}

async function ownOf(db: Kysely<Database>, ids: readonly string[]) {
  const rows = await db
    .selectFrom("flow_run")
    .select(["id", "flow_version", "parameters"])
    .where(oneOf(dialectOf(db), sql.ref("id"), ids))
    .execute();
  return new Map(rows.map(({ id, parameters, ...row }) => [id, { ...row, parameters: fromJson(parameters) }]));
}

async function statesOf(db: Kysely<Database>, ids: readonly string[]): Promise<Map<string, ComparedRun["states"]>> {
  const rows = await db
    .selectFrom("flow_run_state")
    .select(["flow_run_id", "type", "name", "timestamp"])
    .where(oneOf(dialectOf(db), sql.ref("flow_run_id"), ids))
    .orderBy("flow_run_id")
    .orderBy("timestamp")
    .limit(STATES_MAX)
    .execute();
  const marks = rows.map((row) => ({ ...row, timestamp: formatInstant(row.timestamp) }));
  const byRun = Map.groupBy(marks, (mark) => mark.flow_run_id);
  return new Map([...byRun].map(([id, group]) => [id, group.map(({ flow_run_id: _run, ...mark }) => mark)]));
}

async function artifactsOf(db: Kysely<Database>, ids: readonly string[]): Promise<Map<string, ComparedArtifact[]>> {
  const rows = await db
    .selectFrom("artifact")
    .select(["id", "key", "type", "flow_run_id"])
    .select(sql<Database["artifact"]["data"]>`case when length(data) <= ${DATA_LENGTH_MAX} then data end`.as("data"))
    .where(oneOf(dialectOf(db), sql.ref("flow_run_id"), ids))
    .where("key", "is not", null)
    .where("type", "<>", "result")
    .orderBy("created", "desc")
    .orderBy("id", "desc")
    .limit(ARTIFACTS_MAX)
    .execute();
  const byRun = Map.groupBy(rows, (row) => row.flow_run_id ?? "");
  return new Map([...byRun].map(([id, group]) => [id, lastOfEachKey(group)]));
}

interface ArtifactRow extends Pick<Database["artifact"], "id" | "key" | "type" | "data"> {}

function lastOfEachKey(newestFirst: readonly ArtifactRow[]): ComparedArtifact[] {
  const byKey = new Map(newestFirst.toReversed().map((row) => [row.key ?? "", row]));
  return [...byKey]
    .map(([key, { id, type, data }]) => ({ id, key, type, data: data === null ? null : fromJson(data) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
}
