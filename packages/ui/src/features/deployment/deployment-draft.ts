import type { Deployment } from "@tutti/core/wire/deployment";
import { type FormValues, isSame } from "../../components/schema-form/form-values.ts";

/** What may be changed of a deployment, besides its parameters and schedules. */
export interface DeploymentDraft {
  readonly description: string;
  readonly tags: readonly string[];
  readonly pool: string;
  readonly queue: string;
  /** How many of its runs may be under way; undefined for as many as come. */
  readonly limit: number | undefined;
  readonly collision: "ENQUEUE" | "CANCEL_NEW";
  readonly isEnforced: boolean;
  readonly jobVariables: unknown;
}

export function draftOfDeployment(deployment: Deployment): DeploymentDraft {
  return {
    description: deployment.description ?? "",
    tags: deployment.tags,
    pool: deployment.work_pool_name ?? "",
    queue: deployment.work_queue_name ?? "",
    limit: deployment.global_concurrency_limit?.limit,
    collision: deployment.concurrency_options?.collision_strategy ?? "ENQUEUE",
    isEnforced: deployment.enforce_parameter_schema,
    jobVariables: deployment.job_variables,
  };
}

/** The body of the change: only what is not as it was. */
export function changesOf(draft: DeploymentDraft, values: FormValues, deployment: Deployment): Record<string, unknown> {
  const before = draftOfDeployment(deployment);
  const isLimited = draft.limit !== undefined;
  const changes: [string, unknown, boolean][] = [
    ["description", draft.description, draft.description !== before.description],
    ["tags", draft.tags, !isSame(draft.tags, before.tags)],
    ["work_pool_name", draft.pool === "" ? null : draft.pool, draft.pool !== before.pool],
    ["work_queue_name", draft.queue === "" ? null : draft.queue, draft.queue !== before.queue],
    ["concurrency_limit", draft.limit ?? null, draft.limit !== before.limit],
    [
      "concurrency_options",
      isLimited ? { collision_strategy: draft.collision } : null,
      draft.collision !== before.collision && isLimited,
    ],
    ["enforce_parameter_schema", draft.isEnforced, draft.isEnforced !== before.isEnforced],
    ["parameters", values, !isSame(values, deployment.parameters)],
    ["job_variables", draft.jobVariables ?? {}, !isSame(draft.jobVariables ?? {}, before.jobVariables)],
  ];
  const told = changes.filter(([, , isChanged]) => isChanged).map(([key, value]) => [key, value] as const);
  return Object.fromEntries(told);
}
