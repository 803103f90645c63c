import type { z } from "zod";
import type { Environment } from "@tutti/core/settings/read-settings";
import type { Outputs } from "@tutti/client/template/resolve-template";
import { inputsProblem } from "./inputs-problem.ts";

/** What a step works with. */
export interface StepSurroundings {
  /** Absolute: relative paths of the step begin here. */
  readonly directory: string;
  /** What the processes that it starts are given. */
  readonly environment: Environment;
  /** Told each line that a started process prints, and what the step does. */
  readonly say: (line: string) => void;
  /** Where clones and dependencies are kept for the next run; null keeps nothing. */
  readonly cacheDirectory: string | null;
  /** Ends the step's processes. */
  readonly signal: AbortSignal;
  /** What stands in a secret must appear in no line and no error. */
  readonly keepSecret: (secret: string) => void;
}

export interface StepOutcome {
  readonly outputs: Outputs;
  /** Where the steps after it work, when it changed that. */
  readonly directory?: string;
}

/** A kind of step. Inputs that do not fit `inputs` are refused before it runs. */
export interface Step<Inputs extends z.ZodType = z.ZodType> {
  readonly inputs: Inputs;
  readonly run: (inputs: z.output<Inputs>, surroundings: StepSurroundings) => Promise<StepOutcome>;
}

/** A step whose inputs may be whatever a file says. */
export interface RunnableStep {
  readonly inputNames: readonly string[];
  readonly run: (inputs: unknown, surroundings: StepSurroundings) => Promise<StepOutcome>;
  /** What is wrong with the inputs, or null. Those of `late` are still to be filled. */
  readonly problem: (inputs: Readonly<Record<string, unknown>>, late?: ReadonlySet<string>) => string | null;
}

export function defineStep<Inputs extends z.ZodObject>(step: Step<Inputs>): RunnableStep {
  return {
    inputNames: Object.keys(step.inputs.shape),
    run: (inputs, surroundings) => step.run(step.inputs.parse(inputs), surroundings),
    problem: (inputs, late) => inputsProblem(step.inputs, inputs, late),
  };
}
