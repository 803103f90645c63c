import type { z } from "zod";
import type { Deployment, deploymentCreate } from "@tutti/core/wire/deployment";
import type { WorkPool } from "@tutti/core/wire/work-pool";
import type { DeploymentTrigger } from "./deployment-trigger.ts";

/** What is going to be sent, checked as far as it can be without sending it. */
export interface DeploymentPlan {
  readonly flowName: string;
  readonly body: Omit<z.input<typeof deploymentCreate>, "flow_id">;
  readonly triggers: readonly DeploymentTrigger[];
  readonly workPool: WorkPool;
  /** What is deployed under this name, or null. */
  readonly deployed: Deployment | null;
  /** What else is deployed of a flow of this name. */
  readonly siblings: readonly Deployment[];
  readonly warnings: readonly string[];
}

/** As people name it: `main-flow/taxi1`. */
export function planName({ flowName, body }: Pick<DeploymentPlan, "flowName" | "body">): string {
  return `${flowName}/${body.name}`;
}
