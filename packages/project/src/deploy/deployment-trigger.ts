import { z } from "zod";
import { TuttiError } from "@tutti/core/errors";
import type { JsonObject } from "@tutti/core/json-object";
import { automationCreate } from "@tutti/core/wire/automation";
import { duration } from "@tutti/core/wire/duration";
import { opaqueObject } from "@tutti/core/wire/primitives";

/** A trigger of a deployment: the automation that will run it. */
export interface DeploymentTrigger {
  /** The automation that belongs to the deployment of this id. */
  readonly automation: (deploymentId: string) => z.input<typeof automationCreate>;
}

const own = z.looseObject({
  name: z.string().nullish(),
  description: z.string().default(""),
  enabled: z.boolean().default(true),
  parameters: opaqueObject.nullish(),
  job_variables: opaqueObject.nullish(),
  schedule_after: duration.optional(),
});

const NO_DEPLOYMENT = "00000000-0000-0000-0000-000000000000";

/** Reads a trigger as files and options write it. Throws `invalid_deployment` when it can be none. */
export function readTrigger(declared: JsonObject, deploymentName: string, index: number): DeploymentTrigger {
  const head = own.safeParse(declared);
  if (!head.success) throw invalidTrigger(index, head.error);
  const { name, description, enabled, parameters, job_variables, schedule_after, ...criteria } = head.data;
  const trigger = { posture: "Reactive", ...withoutEmpty(criteria) };
  const automation = (deploymentId: string): z.input<typeof automationCreate> => ({
    name: name ?? `${deploymentName}__automation_${index + 1}`,
    description,
    enabled,
    trigger,
    actions: [
      {
        type: "run-deployment",
        source: "selected",
        deployment_id: deploymentId,
        ...(parameters ? { parameters } : {}),
        ...(job_variables ? { job_variables } : {}),
        ...(schedule_after === undefined ? {} : { schedule_after }),
      },
    ],
    owner_resource: `prefect.deployment.${deploymentId}`,
  });
  const checked = automationCreate.safeParse(automation(NO_DEPLOYMENT));
  if (!checked.success) throw invalidTrigger(index, checked.error);
  return { automation };
}

/** A composite trigger has no posture of its own. */
function withoutEmpty(criteria: JsonObject): JsonObject {
  const isComposite = "triggers" in criteria;
  return isComposite ? { ...criteria, posture: undefined } : criteria;
}

function invalidTrigger(index: number, { issues: [issue] }: z.ZodError): TuttiError {
  const where = ["trigger", index + 1, ...(issue?.path ?? [])].join(" ");
  return new TuttiError("invalid_deployment", `${where}: ${issue?.message ?? "it cannot be read"}`);
}
