import { randomUUID } from "node:crypto";
import { addFlowRunLabels, resumeFlowRun, setFlowRunState } from "@tutti/client/flow-runs";
import type { ApiClient } from "@tutti/client/http";
import { TuttiError } from "@tutti/core/errors";
import { ACCEPTED_VERSION_LABEL } from "@tutti/core/run-origin";
import type { FlowRun } from "@tutti/core/wire/flow-run";
import type { OrchestrationResult } from "@tutti/core/wire/orchestration";
import type { CommandContext } from "../context.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { oneLine } from "../plain-text.ts";
import { findFlowRun } from "./find-flow-run.ts";
import { refuseWithoutTaker } from "./refuse-without-taker.ts";
import { type HereFlags, isExecutedHere, runHere } from "./run-here.ts";
import { completeInput, type GivenInput, readGivenInput } from "./run-input.ts";
import { isOver } from "./state-text.ts";
import { tellState } from "./tell-state.ts";

/**
 * Lets a run go on: one that is paused or suspended; one that has crashed, failed or was cancelled, from its last step, by
 * a worker if it has a deployment, else in this process. Answers the exit code.
 */
export async function resumeRun(
  context: CommandContext,
  reference: string,
  flags: HereFlags & GivenInput & { readonly output: string | null },
): Promise<ExitCode> {
  const given = await readGivenInput(flags);
  const api = await context.connect();
  const run = await findFlowRun(api, reference);
  if (run.state_type === "PAUSED") {
    const input = await completeInput(context, api, run, given);
    const body = input === null ? {} : { run_input: { ...input } };
    tellState(context, run, await resumeFlowRun(api, run.id, body), "does not go on", flags.output);
    return EXIT.ok;
  }
  if (run.state_type === "COMPLETED") throw new TuttiError("wrong_state", `${oneLine(run.name)} has completed`);
  const isWaiting = run.deployment_id !== null && !isOver(run);
  if (isWaiting) throw new TuttiError("wrong_state", `${oneLine(run.name)} is ${run.state_name ?? "on its way"}`);
  return goOn(context, api, run, flags);
}

/** Runs a run again that has ended: what completed in it is not repeated, unless all of it has. Answers the exit code. */
export async function retryRun(
  context: CommandContext,
  reference: string,
  flags: HereFlags & { readonly output: string | null },
): Promise<ExitCode> {
  const api = await context.connect();
  const run = await findFlowRun(api, reference);
  if (!isOver(run)) throw new TuttiError("wrong_state", `${oneLine(run.name)} is ${run.state_name ?? "not over"}`);
  const isHere = run.deployment_id === null || flags.entrypoint !== null;
  if (isHere && run.state_type === "COMPLETED") await scheduleAgain(api, run);
  return goOn(context, api, run, flags);
}

async function goOn(
  context: CommandContext,
  api: ApiClient,
  run: FlowRun,
  flags: HereFlags & { readonly output: string | null },
): Promise<ExitCode> {
  const { output } = context;
  if (isExecutedHere(run, flags.entrypoint)) return runHere(context, run, flags, flags.output);
  await refuseWithoutTaker(api, run);
  if (flags.changedCode === "accept") await acceptCode(api, run);
  if (flags.changedCode === "rerun") {
    const instead = `tutti flow-run rerun ${run.id}`;
    throw new TuttiError(
      "invalid_usage",
      `A worker goes on with ${oneLine(run.name)}; to run all of it anew: ${instead}`,
    );
  }
  tellState(context, run, await scheduleAgain(api, run), "does not go on", flags.output);
  output.say(output.styleAside("dim", `A worker goes on with it. To follow it: tutti flow-run watch ${run.id}`));
  return EXIT.ok;
}

/** Whoever executes the run next reads it there. It stands for the version that the run began with, and for no later one. */
async function acceptCode(api: ApiClient, { id, flow_version }: FlowRun): Promise<void> {
  if (flow_version !== null) await addFlowRunLabels(api, id, { [ACCEPTED_VERSION_LABEL]: flow_version });
}

/** Has a run executed again: whoever takes runs of its deployment does. */
export function scheduleAgain(api: ApiClient, run: FlowRun): Promise<OrchestrationResult> {
  const state_details = { transition_id: randomUUID(), scheduled_time: new Date().toISOString() };
  const message = "Scheduled again from the command line";
  return setFlowRunState(api, run.id, { state: { type: "SCHEDULED", message, state_details }, force: true });
}
