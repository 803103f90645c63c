import { AllowedFailure } from "../allow-failure.ts";
import { TaskFuture } from "../task-future.ts";

/** The step an object came from. */
export interface StepRef {
  readonly stepKey: string;
  readonly taskRunId: string;
}

// By identity, so that a large value is not hashed again for each step it goes into. When a task returns one of its
// inputs, the object is the later step's: that is whose result a resumed run will have at this place.
const origins = new WeakMap<object, StepRef>();

export function rememberResult(value: unknown, step: StepRef): void {
  if (typeof value === "object" && value !== null) origins.set(value, step);
}

/** The step whose result, or future, this is. */
export function stepOf(value: object): StepRef | undefined {
  if (value instanceof TaskFuture) return value;
  if (value instanceof AllowedFailure) return value.future;
  return origins.get(value);
}
