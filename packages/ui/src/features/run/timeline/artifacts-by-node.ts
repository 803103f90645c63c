import type { Timeline, TimelineArtifact } from "@tutti/core/wire/dashboard";

/** What each row's run made, by the row's id: a task's by its task run, what a flow made itself by its flow run. */
export function artifactsByNode({ artifacts }: Pick<Timeline, "artifacts">): ReadonlyMap<string, TimelineArtifact[]> {
  const made = artifacts.filter(({ type }) => type !== "result");
  return Map.groupBy(made, ({ task_run_id, flow_run_id }) => task_run_id ?? flow_run_id ?? "");
}
