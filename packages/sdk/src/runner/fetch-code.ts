import { tuttiHome } from "@tutti/client/api-settings";
import { TuttiError } from "@tutti/core/errors";
import type { Deployment } from "@tutti/core/wire/deployment";
import { stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Connection } from "../connection.ts";
import { tellPullStep } from "./pull-step-events.ts";
import type { Logger } from "../logger.ts";

export interface CodePlace {
  readonly connection: Connection;
  readonly log: Logger;
  readonly signal: AbortSignal;
  /** The run that the code is fetched for; null: for none yet. */
  readonly flowRunId: string | null;
}

/**
 * Brings the deployment's code to where it can be imported, by its pull steps or its path, and gives that folder. Rejects
 * with what a step failed with, and with the signal's reason.
 */
export async function fetchCode(deployment: Deployment, place: CodePlace): Promise<string> {
  const steps = deployment.pull_steps ?? [];
  const path = steps.length === 0 ? resolve(deployment.path ?? ".") : await runPullSteps(deployment, steps, place);
  const found = await stat(path).catch(() => null);
  if (found?.isDirectory() === true) return path;
  throw new TuttiError("invalid_entrypoint", `the deployment's folder ${path} is not there`);
}

async function runPullSteps(
  deployment: Deployment,
  steps: readonly unknown[],
  { connection, log, signal, flowRunId }: CodePlace,
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
    onStep(report) {
      if (flowRunId !== null) tellPullStep(connection.api, flowRunId, deployment, report);
    },
  });
  return directory;
}
