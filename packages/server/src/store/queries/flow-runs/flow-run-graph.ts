import { ApiError } from "@tutti/core/errors";
import { formatInstant, instant, type Instant } from "@tutti/core/instant";
import type { StateType } from "@tutti/core/state-type";
import type { Graph, GraphArtifact, GraphNode } from "@tutti/core/wire/graph";
import type { TaskInputs } from "@tutti/core/wire/task-run";
import { sql, type Kysely, type SqlBool } from "kysely";
import type { Deps } from "../../../deps.ts";
import { formatOrNull } from "../../rows/format-or-null.ts";
import { fromJson } from "../../rows/json-column.ts";
import type { Database } from "../../tables.ts";
import type { JsonText } from "../../tables/stored.ts";
import { graphNodes, type GraphTask, type Node } from "./graph-nodes.ts";

const NODES_MAX = 10_000;
const ARTIFACTS_MAX = 10_000;

/**
 * The graph of a flow run, or null when there is no such run. `since` leaves out the nodes that ended before, but not
 * the edges to them. Throws `bad_request` beyond 10,000 nodes.
 */
export async function flowRunGraph(
  db: Kysely<Database>,
  _deps: Deps,
  params: { id: string; since: Instant | null },
): Promise<Graph | null> {
  const run = await db
    .selectFrom("flow_run")
    .select(["start_time", "expected_start_time", "end_time"])
    .where("id", "=", params.id)
    .executeTakeFirst();
  if (run === undefined) return null;
  await refuseTooManyNodes(db, params);
  const all = graphNodes(await tasksOf(db, params.id));
  const nodes = all.filter(({ endedAt }) => endedAt === null || params.since === null || endedAt >= params.since);
  const artifacts = await artifactsOf(db, params.id);
  return {
    start_time: formatOrNull(run.start_time ?? run.expected_start_time),
    end_time: formatOrNull(run.end_time),
    root_node_ids: nodes.filter((node) => node.parents.length === 0).map((node) => node.id),
    nodes: nodes.map((node) => [node.id, toWire(node, artifacts.get(node.id) ?? [])]),
    artifacts: artifacts.get(null) ?? [],
    states: await statesOf(db, params.id),
  };
}

async function refuseTooManyNodes(db: Kysely<Database>, { id, since }: { id: string; since: Instant | null }) {
  const end = sql.ref("task_run.end_time");
  const isLate = since === null ? sql<SqlBool>`1 = 1` : sql<SqlBool>`(${end} is null or ${end} >= ${since})`;
  const { count } = await db
    .selectFrom(
      db
        .selectFrom("task_run")
        .select("id")
        .where("flow_run_id", "=", id)
        .where(isLate)
        .limit(NODES_MAX + 1)
        .as("node"),
    )
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .executeTakeFirstOrThrow();
  if (count > NODES_MAX) {
    throw new ApiError("bad_request", `The graph of flow run ${id} has more than ${NODES_MAX} nodes.`);
  }
}

interface TaskRow {
  id: string;
  name: string;
  state_type: StateType;
  started_at: Instant;
  end_time: Instant | null;
  task_inputs: JsonText<TaskInputs>;
  subflow_id: string | null;
  subflow_label: string | null;
  subflow_state_type: StateType | null;
  subflow_started_at: Instant | null;
  subflow_end_time: Instant | null;
}

async function tasksOf(db: Kysely<Database>, flowRunId: string): Promise<GraphTask[]> {
  const { rows } = await sql<TaskRow>`
    select task_run.id, task_run.name, task_run.state_type, task_run.end_time, task_run.task_inputs,
      coalesce(task_run.start_time, task_run.expected_start_time) as started_at,
      subflow.id as subflow_id, flow.name || ' / ' || subflow.name as subflow_label,
      subflow.state_type as subflow_state_type, subflow.end_time as subflow_end_time,
      coalesce(subflow.start_time, subflow.expected_start_time) as subflow_started_at
    from task_run
      left join flow_run as subflow on subflow.parent_task_run_id = task_run.id
      left join flow on flow.id = subflow.flow_id
    where task_run.flow_run_id = ${flowRunId} and task_run.state_type is not null
      and coalesce(task_run.start_time, task_run.expected_start_time) is not null`.execute(db);
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    stateType: row.state_type,
    startedAt: row.started_at,
    endedAt: row.end_time,
    inputs: fromJson(row.task_inputs),
    subflow: subflowOf(row),
  }));
}

function subflowOf(row: TaskRow): GraphTask["subflow"] {
  if (row.subflow_id === null) return null;
  return {
    id: row.subflow_id,
    label: row.subflow_label ?? "",
    stateType: row.subflow_state_type ?? row.state_type,
    startedAt: row.subflow_started_at ?? row.started_at,
    endedAt: row.subflow_end_time,
  };
}

/** By task run, and under null those of the run itself. Results are not shown, and only progress shows its data. */
async function artifactsOf(db: Kysely<Database>, flowRunId: string): Promise<Map<string | null, GraphArtifact[]>> {
  const rows = await db
    .selectFrom("artifact")
    .leftJoin("artifact_collection", "artifact_collection.latest_id", "artifact.id")
    .select(["artifact.id", "artifact.created", "artifact.key", "artifact.type", "artifact.task_run_id"])
    .select("artifact_collection.latest_id")
    .select(sql<JsonText<unknown> | null>`case when artifact.type = 'progress' then artifact.data end`.as("data"))
    .where("artifact.flow_run_id", "=", flowRunId)
    .where("artifact.type", "<>", "result")
    .orderBy("artifact.created")
    .orderBy("artifact.id")
    .limit(ARTIFACTS_MAX)
    .execute();
  const shown = rows.map((row) => ({
    taskRunId: row.task_run_id,
    artifact: {
      id: row.id,
      created: formatInstant(row.created),
      key: row.key,
      type: row.type,
      is_latest: row.key === null || row.latest_id !== null,
      data: row.data === null ? null : fromJson(row.data),
    },
  }));
  const grouped = Map.groupBy(shown, (row) => row.taskRunId);
  return new Map([...grouped].map(([id, group]) => [id, group.map(({ artifact }) => artifact)]));
}

async function statesOf(db: Kysely<Database>, flowRunId: string): Promise<Graph["states"]> {
  const rows = await db
    .selectFrom("flow_run_state")
    .select(["id", "timestamp", "type", "name"])
    .where("flow_run_id", "=", flowRunId)
    .orderBy("timestamp")
    .execute();
  return rows.map((row) => ({ ...row, timestamp: formatInstant(row.timestamp) }));
}

function toWire(node: Node, artifacts: GraphArtifact[]): GraphNode {
  return {
    kind: node.kind,
    id: node.id,
    label: node.label,
    state_type: node.stateType,
    start_time: formatInstant(instant(node.startedAt)),
    end_time: formatOrNull(node.endedAt),
    parents: edges(node.parents),
    children: edges(node.children),
    encapsulating: edges(node.encapsulating),
    artifacts,
  };
}

function edges(ids: readonly string[]): { id: string }[] {
  return ids.map((id) => ({ id }));
}
