import { resolve } from "node:path";
import { reasonOf } from "@tutti/client/response-error";
import { TuttiError } from "@tutti/core/errors";
import type { Environment } from "@tutti/core/settings/read-settings";
import { type Outputs, resolveTemplate } from "@tutti/client/template/resolve-template";
import type { TemplateSources } from "@tutti/client/template/template-sources";
import { Secrets } from "./secrets.ts";
import { knownStepName, loadStep } from "./step-names.ts";
import type { StepOutcome } from "./step.ts";
import { type StepCall, stepCall } from "./step-call.ts";

/** What steps are run with. `sources` is `serverSources(api, environment)` outside tests. */
export interface StepsContext {
  readonly sources: TemplateSources;
  /** Absolute: where the first step works. */
  readonly directory: string;
  /** Of the processes that steps start. */
  readonly environment: Environment;
  /** Told line by line what is done and printed. Secrets that the steps were given do not appear. */
  readonly say: (line: string) => void;
  /** Where clones and dependencies are kept for the next time, such as `<home>/cache`; null keeps nothing. */
  readonly cacheDirectory: string | null;
  /** Ends the step under way and its processes. */
  readonly signal?: AbortSignal;
  /** Told after each step how it ended, before the next begins. */
  readonly onStep?: (report: StepReport) => Promise<void> | void;
}

/** What Prefect's events `prefect.flow-run.pull-step.executed` and `.failed` carry. Templates are not filled in it. */
export interface StepReport {
  readonly outcome: "executed" | "failed";
  readonly index: number;
  readonly qualifiedName: string;
  readonly stepName: string;
  readonly id: string | null;
  readonly inputs: Readonly<Record<string, unknown>>;
}

export interface StepsResult {
  /** All outputs: each by its name, and each step's together by its `id`. */
  readonly outputs: Outputs;
  /** Absolute: where the code is. The flow works there. */
  readonly directory: string;
}

/**
 * Runs build, push or pull steps one after the other, as they stand in a file or in `pull_steps` of a deployment. Each
 * sees the outputs of those before it, and `outputs`. Nothing changes this process: neither its folder nor its
 * environment. Throws `failed_step`, `unknown_step`, `invalid_step` or `invalid_template`, each naming the step; and the
 * signal's reason.
 */
export async function runSteps(
  steps: readonly unknown[],
  context: StepsContext,
  outputs: Outputs = {},
): Promise<StepsResult> {
  const secrets = new Secrets();
  let progress: StepsResult = { outputs, directory: context.directory };
  for (const [index, step] of steps.entries()) {
    const call = stepCall(step);
    if (call === null) continue;
    const report = { index, qualifiedName: call.name, stepName: lastWord(call.name), id: call.id, inputs: call.given };
    try {
      const outcome = await runOne(call, progress, context, secrets);
      progress = after(progress, call, outcome);
    } catch (error) {
      await context.onStep?.({ ...report, outcome: "failed" });
      context.signal?.throwIfAborted();
      throw failure(call, error, secrets);
    }
    await context.onStep?.({ ...report, outcome: "executed" });
  }
  const { directory } = progress.outputs;
  return typeof directory === "string" ? { ...progress, directory: resolve(progress.directory, directory) } : progress;
}

async function runOne(
  call: StepCall,
  { outputs, directory }: StepsResult,
  context: StepsContext,
  secrets: Secrets,
): Promise<StepOutcome> {
  const step = await loadStep(knownStepName(call.name));
  const keepSecret = (secret: string) => secrets.add(secret);
  const inputs = (await resolveTemplate(call.inputs, outputs, context.sources, keepSecret)) as Record<string, unknown>;
  const problem = step.problem(inputs);
  if (problem !== null) throw new TuttiError("invalid_step", problem);
  const { environment, cacheDirectory } = context;
  const signal = context.signal ?? new AbortController().signal;
  const say = (line: string) => context.say(secrets.hide(line));
  return step.run(inputs, { directory, environment, cacheDirectory, signal, say, keepSecret });
}

function after(progress: StepsResult, { id }: StepCall, outcome: StepOutcome): StepsResult {
  return {
    outputs: { ...progress.outputs, ...(id === null ? {} : { [id]: outcome.outputs }), ...outcome.outputs },
    directory: outcome.directory ?? progress.directory,
  };
}

function failure({ name, id }: StepCall, error: unknown, secrets: Secrets): TuttiError {
  const step = id === null ? name : `${name} (${id})`;
  if (error instanceof TuttiError) return new TuttiError(error.code, secrets.hide(`${step}: ${error.detail}`));
  return new TuttiError("failed_step", secrets.hide(`${step}: ${reasonOf(error)}`));
}

function lastWord(name: string): string {
  return name.slice(name.lastIndexOf(".") + 1);
}
