import { tuttiHome } from "@tutti/client/api-settings";
import { TuttiError } from "@tutti/core/errors";
import type { Deployment } from "@tutti/core/wire/deployment";
import type { StepReport } from "@tutti/project/steps/run-steps";
import { stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Connection } from "../connection.ts";
import type { Logger } from "../logger.ts";

export interface CodePlace {
  readonly connection: Connection;
  readonly log: Logger;
  readonly signal: AbortSignal;
  /** Told after each pull step how it ended. */
  readonly onStep: (report: StepReport) => void;
}

/**
 * Brings the deployment's code to where it can be imported, by its pull steps or its path, and gives that folder. Rejects
 * with what a step failed with, and with the signal's reason.
 */
export async function fetchCode(deployment: Deployment, place: CodePlace): Promise<string> {
  const steps = deployment.pull_steps ?? [];
  const path = steps.length === 0 ? resolve(deployment.path ?? ".") : await runPullSteps(steps, place);
  const found = await stat(path).catch(() => null);
  if (found?.isDirectory() === true) return path;
  throw new TuttiError("invalid_entrypoint", `the deployment's folder ${path} is not there`);
}

async function runPullSteps(
  steps: readonly unknown[],
  { connection, log, signal, onStep }: CodePlace,
): Promise<string> {
  const { runSteps } = await import("@tutti/project/steps/run-steps");
  const { serverSources } = await import("@tutti/client/template/template-sources");
  log.info(`Running ${steps.length} pull ${steps.length === 1 ? "step" : "steps"}`);
  const { directory } = await runSteps(steps, {
    sources: serverSources(connection.api, process.env),
    directory: process.cwd(),
    environment: process.env,
    say: (line) => log.info(line),
    cacheDirectory: join(tuttiHome(process.env), "cache"),
    signal,
    onStep,
  });
  return directory;
}
