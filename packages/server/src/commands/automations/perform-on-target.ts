import { inferredId, type InferredKind } from "@tutti/core/automation/action-invocation";
import type { AutomationAction } from "@tutti/core/wire/automation-action";
import type { Deps } from "../../deps.ts";
import type { Tx } from "../command.ts";
import { relatedResource } from "../flow-runs/related-resources.ts";
import { setDeploymentPaused } from "../deployments/set-deployment-paused.ts";
import { updateWorkPool } from "../work-pools/update-work-pool.ts";
import { updateWorkQueue } from "../work-pools/update-work-queue.ts";
import { ActionFailed, type ActionReport, type EventInvocation } from "./action-report.ts";
import { enableAutomation } from "./enable-automation.ts";

const WORDS: Readonly<Record<InferredKind, string>> = {
  deployment: "deployment",
  "work-pool": "work pool",
  "work-queue": "work queue",
  automation: "automation",
};

/** The object that the action names, or else finds in the event. */
export function targetOf(kind: InferredKind, named: string | null, { event }: EventInvocation): string {
  if (named !== null) return named;
  if (event === null) throw new ActionFailed(`No event to infer the ${WORDS[kind]}`);
  const id = inferredId(event, kind);
  if (id === null) throw new ActionFailed(`No ${WORDS[kind]} could be inferred`);
  return id;
}

/** An action that pauses something, or lets it go on. */
type TargetAction = Extract<AutomationAction, { type: `${"pause" | "resume"}-${InferredKind}` }>;

export function isOnTarget(action: AutomationAction): action is TargetAction {
  return /^(pause|resume)-(?!flow-run)/.test(action.type);
}

/** Pauses a deployment, a work pool, a work queue or an automation, or lets it go on. */
export async function performOnTarget(
  tx: Tx,
  deps: Deps,
  action: TargetAction,
  invocation: EventInvocation,
  report: ActionReport,
): Promise<void> {
  const isPaused = action.type.startsWith("pause-");
  report.details["status_code"] = 204;
  if ("work_pool_id" in action) {
    return pauseWorkPool(tx, deps, targetOf("work-pool", action.work_pool_id, invocation), isPaused, report);
  }
  if ("work_queue_id" in action) {
    const id = targetOf("work-queue", action.work_queue_id, invocation);
    report.related.push(relatedResource("target", `prefect.work-queue.${id}`));
    await updateWorkQueue(tx, deps, { key: { id }, changes: { is_paused: isPaused } });
  } else if ("automation_id" in action) {
    const id = targetOf("automation", action.automation_id, invocation);
    report.related.push(relatedResource("target", `prefect.automation.${id}`));
    await enableAutomation(tx, deps, { id, enabled: !isPaused });
  } else {
    const id = targetOf("deployment", action.deployment_id, invocation);
    report.related.push(relatedResource("target", `prefect.deployment.${id}`));
    await setDeploymentPaused(tx, deps, { id, isPaused });
    report.details["status_code"] = 200;
  }
}

async function pauseWorkPool(tx: Tx, deps: Deps, id: string, isPaused: boolean, report: ActionReport): Promise<void> {
  const pool = await tx.selectFrom("work_pool").select("name").where("id", "=", id).executeTakeFirst();
  if (pool === undefined) throw new ActionFailed(`Work pool ${id} not found`);
  report.related.push(relatedResource("target", `prefect.work-pool.${id}`, pool.name));
  await updateWorkPool(tx, deps, { name: pool.name, changes: { is_paused: isPaused } });
}
