import type { TimelineArtifact } from "@tutti/core/wire/dashboard";
import { expect, test } from "vitest";
import { artifactsByNode } from "../../../../src/features/run/timeline/artifacts-by-node.ts";
import { after } from "../../../timeline-data.ts";

function artifact(id: string, fields: Partial<TimelineArtifact>): TimelineArtifact {
  const nobody = { flow_run_id: null, task_run_id: null };
  return { id, key: id, type: "markdown", description: null, ...nobody, created: after(1), ...fields };
}

test("an artifact belongs to the task that made it, else to the flow; results are none", () => {
  const artifacts = [
    artifact("of-task", { flow_run_id: "run", task_run_id: "task" }),
    artifact("of-flow", { flow_run_id: "run" }),
    artifact("result", { flow_run_id: "run", task_run_id: "task", type: "result" }),
  ];
  const ids = [...artifactsByNode({ artifacts })].map(([node, made]) => [node, made.map(({ id }) => id)]);
  expect(ids).toStrictEqual([
    ["task", ["of-task"]],
    ["run", ["of-flow"]],
  ]);
});
