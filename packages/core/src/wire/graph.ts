import { z } from "zod";
import { dateTime, opaque, uuid } from "./primitives.ts";
import { state, stateType } from "./state.ts";

const edge = z.object({ id: uuid });

export const graphArtifact = z.object({
  id: uuid,
  created: dateTime,
  key: z.string().nullable(),
  type: z.string().nullable(),
  is_latest: z.boolean(),
  data: opaque,
});
export type GraphArtifact = z.infer<typeof graphArtifact>;

export const graphNode = z.object({
  kind: z.enum(["flow-run", "task-run"]),
  id: uuid,
  label: z.string(),
  state_type: stateType,
  start_time: dateTime,
  end_time: dateTime.nullable(),
  parents: z.array(edge),
  children: z.array(edge),
  encapsulating: z.array(edge),
  artifacts: z.array(graphArtifact),
});
export type GraphNode = z.infer<typeof graphNode>;

/** `GET /flow_runs/{id}/graph-v2`: nodes are pairs of id and node. */
export const graph = z.object({
  start_time: dateTime.nullable(),
  end_time: dateTime.nullable(),
  root_node_ids: z.array(uuid),
  nodes: z.array(z.tuple([uuid, graphNode])),
  artifacts: z.array(graphArtifact),
  states: z.array(z.object({ id: uuid, timestamp: dateTime, type: stateType, name: z.string() })),
});
export type Graph = z.infer<typeof graph>;

/** `GET /flow_runs/{id}/graph`: the older form, a list of task runs with what they depend on. */
export const dependencyResult = z.object({
  id: uuid,
  name: z.string(),
  upstream_dependencies: z.array(z.object({ input_type: z.literal("task_run"), id: uuid })),
  state: state.nullable(),
  expected_start_time: dateTime.nullable(),
  start_time: dateTime.nullable(),
  end_time: dateTime.nullable(),
  total_run_time: z.number().nullable(),
  estimated_run_time: z.number().nullable(),
  untrackable_result: z.boolean(),
});
export type DependencyResult = z.infer<typeof dependencyResult>;
