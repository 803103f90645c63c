import { isJsonObject } from "@tutti/core/json-object";
import { portableName } from "./step-names.ts";

/**
 * Steps as a deployment keeps them: under the names that Prefect's workers know too, where there are such, so that either
 * worker runs them. `tutti.blocks` and `tutti.variables` are spelled as Prefect spells them.
 */
export function portableSteps(steps: readonly unknown[]): unknown[] {
  return steps.map((step) => {
    if (!isJsonObject(step)) return step;
    return Object.fromEntries(
      Object.entries(step).map(([name, inputs]) => [portableName(name), portableValue(inputs)]),
    );
  });
}

/** Placeholders under the names that Prefect knows. */
export function portableValue(value: unknown): unknown {
  if (typeof value === "string") {
    return value.replaceAll(/(\{\{\s*)tutti\.(blocks|variables)\./g, "$1prefect.$2.");
  }
  if (Array.isArray(value)) return value.map(portableValue);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, portableValue(item)]));
}
