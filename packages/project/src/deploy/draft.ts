import type { DeploymentEntry } from "../files/deployment-entry.ts";
import type { DeploymentValues } from "../files/project-schema.ts";

/** A deployment in the making: what a file says of it, what was typed over that, and its steps. Templates are not filled. */
export interface Draft {
  /** Where it stands in a file, or null. */
  readonly entry: DeploymentEntry | null;
  readonly values: DeploymentValues;
  readonly steps: DeploymentEntry["steps"];
}
