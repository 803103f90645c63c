import { canonicalInput, UnhashableError } from "./canonical-input.ts";
import type { FlowRunScope } from "./flow-run-scope.ts";
import type { StepIdentity } from "./step-keys.ts";
import { stepOf } from "./step-results.ts";

const warned = new WeakMap<FlowRunScope, Set<string>>();

/** What tells this call from others by its inputs. Calls whose inputs cannot be compared are told apart by their order. */
export function inputIdentity(args: readonly unknown[], name: string, scope: FlowRunScope): StepIdentity {
  try {
    return { kind: "inputs", text: canonicalInput(args, (value) => stepOf(value)?.stepKey) };
  } catch (error) {
    if (!(error instanceof UnhashableError)) throw error;
    warnOnce(name, scope, error.message);
    return { kind: "inputs", text: "unhashable" };
  }
}

function warnOnce(name: string, scope: FlowRunScope, what: string): void {
  const names = warned.get(scope) ?? new Set();
  if (names.has(name)) return;
  warned.set(scope, names.add(name));
  scope.logger.warn(
    `"${name}" was given ${what}, by which a call cannot be told from another: its calls are counted instead. ` +
      "Give them a key to make a resumed run independent of their order.",
  );
}
