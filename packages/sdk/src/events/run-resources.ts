import { readDeployment } from "@tutti/client/deployments";
import { readFlowRun } from "@tutti/client/flow-runs";
import { readWorkPool } from "@tutti/client/work-pools";
import type { FlowRunScope } from "../engine/flow-run-scope.ts";
import type { RunContext } from "../engine/run-context.ts";
import { relatedResource } from "./related-resource.ts";

type Resource = Record<string, string>;

interface Surroundings {
  readonly resources: readonly Resource[];
  readonly tags: readonly string[];
}

const surroundings = new WeakMap<FlowRunScope, Promise<Surroundings>>();

/**
 * What an event of the code that runs now is related to, as Prefect's client tells it: flow run, task run, flow, deployment,
 * work queue and pool, and all their tags. Nothing outside of flows.
 */
export async function runResources({ flowRun, step }: RunContext): Promise<Resource[]> {
  if (flowRun === null) return [];
  const { fields } = flowRun;
  const around = await surroundingsOf(flowRun);
  const tags = new Set([...fields.tags, ...(step?.run.fields.tags ?? []), ...around.tags]);
  return [
    relatedResource("flow-run", fields.id, fields.name),
    ...(step === null ? [] : [relatedResource("task-run", step.run.id, step.run.fields.name)]),
    relatedResource("flow", fields.flowId, fields.flowName),
    ...around.resources,
    ...[...tags].toSorted().map((tag) => relatedResource("tag", tag, null)),
  ];
}

function surroundingsOf(scope: FlowRunScope): Promise<Surroundings> {
  const known = surroundings.get(scope);
  if (known !== undefined) return known;
  const asked = askSurroundings(scope).catch(() => ({ resources: [], tags: [] }));
  surroundings.set(scope, asked);
  return asked;
}

/** Only the runs of deployments have any; the server knows their names. */
async function askSurroundings({ fields, connection: { api } }: FlowRunScope): Promise<Surroundings> {
  if (fields.deploymentId === null) return { resources: [], tags: [] };
  const [run, deployment] = await Promise.all([readFlowRun(api, fields.id), readDeployment(api, fields.deploymentId)]);
  const { work_queue_id, work_queue_name, work_pool_name } = run;
  const pool = work_pool_name === null ? null : await readWorkPool(api, work_pool_name);
  return {
    resources: [
      relatedResource("deployment", deployment.id, deployment.name),
      ...(work_queue_id === null ? [] : [relatedResource("work-queue", work_queue_id, work_queue_name)]),
      ...(pool === null ? [] : [relatedResource("work-pool", pool.id, pool.name)]),
    ],
    tags: deployment.tags,
  };
}
