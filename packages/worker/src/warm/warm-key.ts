import type { Deployment } from "@tutti/core/wire/deployment";
import type { JobConfiguration } from "../job/job-configuration.ts";

/** What a warm runner is for (decision 18); runs of one key may follow each other in one process. */
export interface WarmKey {
  readonly deploymentId: string;
  /** Says all that would make another process of it. */
  readonly text: string;
}

/** The command whose process knows how to stay. */
const COMMAND = /^\s*tutti flow-run execute\s*$/;
/** Steps that leave the code where it is; others may bring other code each time. */
const LOCAL_STEP = /(^|\.)set_working_directory$/;

/**
 * Pure: null where each run needs a process of its own: another command than Tutti's, or code that is fetched anew for
 * each run and not pinned to a commit.
 */
export function warmKeyOf(
  deployment: Deployment | null,
  { command, env, workingDir }: JobConfiguration,
): WarmKey | null {
  if (deployment === null || command === null || !COMMAND.test(command)) return null;
  const steps = deployment.pull_steps ?? [];
  if (!steps.every(isFixed)) return null;
  const { id, version, entrypoint, path } = deployment;
  const environment = Object.entries(env).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const text = JSON.stringify([id, version, entrypoint, path, steps, environment, workingDir]);
  return { deploymentId: id, text };
}

function isFixed(step: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(step).every(([name, inputs]) => {
    const { commit_sha }: { commit_sha?: unknown } = Object(inputs);
    return LOCAL_STEP.test(name) || (name.endsWith("git_clone") && typeof commit_sha === "string");
  });
}
