import { TuttiError } from "@tutti/core/errors";
import type { Deployment } from "@tutti/core/wire/deployment";
import { stat } from "node:fs/promises";
import { resolve } from "node:path";

/**
 * Brings the deployment's code to where it can be imported, by its pull steps or its path, and gives that folder. Rejects
 * with what a step failed with.
 */
export async function fetchCode(deployment: Deployment): Promise<string> {
  const steps = deployment.pull_steps ?? [];
  let folder = steps.length === 0 ? (deployment.path ?? ".") : ".";
  for (const step of steps) folder = directoryOf(step) ?? folder;
  const path = resolve(folder);
  const found = await stat(path).catch(() => null);
  if (found?.isDirectory() !== true) {
    throw new TuttiError("invalid_entrypoint", `the deployment's folder ${path} is not there`);
  }
  return path;
}

function directoryOf(step: Record<string, unknown>): string | null {
  const [name = "", inputs] = Object.entries(step)[0] ?? [];
  if (!name.endsWith("set_working_directory")) {
    throw new TuttiError("invalid_entrypoint", `the pull step ${name} is not known`);
  }
  const { directory }: { directory?: unknown } = Object(inputs);
  return typeof directory === "string" ? directory : null;
}
