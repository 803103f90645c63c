import type { StepEnd } from "../engine/journal.ts";
import type { RunContext } from "../engine/run-context.ts";

/** Something a transaction does once: a step of its own within it. */
export interface OwnStep {
  readonly name: string;
  readonly key: string;
}

/** How such a step ended in an earlier process, or an earlier attempt of the flow, if it did. */
export function earlierEnd({ name, key }: OwnStep, { flowRun, step }: RunContext): StepEnd | null {
  const dynamicKey = step === null ? key : `${step.stepKey}/${key}`;
  return flowRun?.journal.peek(`${name}/${dynamicKey}`)?.end ?? null;
}
