import { TuttiError } from "@tutti/core/errors";
import { isJsonObject } from "@tutti/core/json-object";

/** One step as a file has it: its name, and what it is given. */
export interface StepCall {
  readonly name: string;
  /** Under which its outputs are found later. */
  readonly id: string | null;
  readonly inputs: Readonly<Record<string, unknown>>;
  /** The inputs with the words that belong to every step. */
  readonly given: Readonly<Record<string, unknown>>;
}

/**
 * Reads `{name: {inputs}}`; null for an empty step. `requires` names packages of Python that a step's function stands
 * in: Tutti's steps need none. Throws `invalid_step`.
 */
export function stepCall(step: unknown): StepCall | null {
  if (isNothing(step)) return null;
  if (!isJsonObject(step)) throw new TuttiError("invalid_step", "a step is a name with its inputs below it");
  const [[name, given] = ["", null], ...others] = Object.entries(step);
  if (others.length > 0) {
    const names = Object.keys(step).join(", ");
    throw new TuttiError("invalid_step", `one step has several names: ${names}. Give each a - of its own`);
  }
  return { name, ...readInputs(name, given ?? {}) };
}

function isNothing(step: unknown): boolean {
  return step === null || step === undefined || (isJsonObject(step) && Object.keys(step).length === 0);
}

function readInputs(name: string, given: unknown): Omit<StepCall, "name"> {
  if (!isJsonObject(given)) throw new TuttiError("invalid_step", `${name}: its inputs are no mapping`);
  const { id, requires: _requires, ...inputs } = given;
  return { id: typeof id === "string" ? id : null, inputs, given };
}
