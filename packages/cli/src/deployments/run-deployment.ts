import { randomUUID } from "node:crypto";
import { createDeploymentRun } from "@tutti/client/deployments";
import type { ApiClient } from "@tutti/client/http";
import type { Deployment } from "@tutti/core/wire/deployment";
import type { FlowRun } from "@tutti/core/wire/flow-run";
import type { CommandContext } from "../context.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import type { Output } from "../output.ts";
import { oneLine } from "../plain-text.ts";
import { uiAddress } from "@tutti/client/ui-address";
import { readWorkPool } from "@tutti/client/work-pools";
import { timeText } from "../runs/run-times.ts";
import { waitForFlowRun } from "../runs/watch-flow-run.ts";
import { findDeployment, oneReference } from "./find-deployment.ts";
import { checkParameterNames, readRunRequest, type RunOptions, type RunRequest } from "./run-request.ts";

export interface DeploymentRunOptions extends RunOptions {
  readonly id: string | null;
  readonly watch: boolean;
  readonly watchInterval: number | null;
  readonly watchTimeout: number | null;
  readonly output: string | null;
}

/** Creates a run of a deployment, and waits for its end when asked to. */
export async function runDeployment(
  context: CommandContext,
  name: string | undefined,
  options: DeploymentRunOptions,
): Promise<ExitCode> {
  const reference = oneReference(name, options.id);
  const request = await readRunRequest(options, new Date());
  const api = await context.connect();
  const { deployment, fullName } = await findDeployment(api, reference);
  checkParameterNames(request.parameters, deployment);
  const run = await createDeploymentRun(api, deployment.id, bodyOf(request, options));
  if (!options.watch && options.output === "json") context.output.json(run);
  if (options.output !== "json") await tellRun(run, fullName, api, context.output);
  await tellWhoIsMissing(deployment, api, context.output);
  if (options.watch) {
    return waitForFlowRun(context.output, api, run, {
      timeout: options.watchTimeout,
      interval: options.watchInterval,
      output: options.output,
    });
  }
  context.output.say(context.output.styleAside("dim", `  Follow it: tutti flow-run watch ${run.name}`));
  return EXIT.ok;
}

function bodyOf({ parameters, jobVariables, startAt }: RunRequest, { tag, flowRunName }: RunOptions) {
  return {
    state: { type: "SCHEDULED" as const, state_details: { scheduled_time: startAt.toISOString() } },
    parameters: { ...parameters },
    idempotency_key: randomUUID(),
    ...(Object.keys(jobVariables).length === 0 ? {} : { job_variables: { ...jobVariables } }),
    ...(tag.length === 0 ? {} : { tags: [...tag] }),
    ...(flowRunName === null ? {} : { name: flowRunName }),
  };
}

async function tellRun(run: FlowRun, fullName: string, api: ApiClient, output: Output): Promise<void> {
  output.facts([
    ["Run", output.style("bold", oneLine(run.name))],
    ["Id", run.id],
    ["Deployment", oneLine(fullName)],
    ["Parameters", Object.keys(run.parameters).length === 0 ? null : oneLine(JSON.stringify(run.parameters))],
    ["Scheduled", timeText(run.expected_start_time, Date.now())],
    ["Dashboard", await uiAddress(api, `/runs/flow-run/${run.id}`)],
  ]);
}

/** A run that nobody takes would wait without a word. A new deployment is ready only when its pool was asked for work. */
async function tellWhoIsMissing(
  { status, work_pool_name: pool }: Deployment,
  api: ApiClient,
  output: Output,
): Promise<void> {
  if (status === "READY" || pool === null || (await readWorkPool(api, pool)).status === "READY") return;
  output.say(output.styleAside("yellow", `  No worker takes runs of the pool ${pool} now: it waits for one.`));
  output.say(output.styleAside("dim", `  Start one: tutti worker start --pool ${pool}`));
}
