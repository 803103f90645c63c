import { DEFAULT_RECOVERIES, RECOVERIES_MAX } from "@tutti/core/recoveries";
import { hash } from "node:crypto";
import type { FlowOptions } from "../flow-options.ts";
import { definitionName } from "../names.ts";
import { checkOptions } from "../option-rules.ts";
import { checkResultOptions } from "../results/result-options.ts";
import { retryCount, retryDelays } from "../retries.ts";
import type { StandardSchema } from "../standard-schema.ts";
import { refuseGenerator } from "./refuse-generator.ts";

export type FlowFunction = (...args: unknown[]) => unknown;

/** A flow as the engine knows it: its options checked, its name worked out. */
export interface FlowDefinition {
  readonly name: string;
  readonly fn: FlowFunction;
  readonly options: FlowOptions<unknown>;
  readonly schema: StandardSchema | null;
  readonly version: string;
  readonly retries: number;
  readonly retryDelaySeconds: number;
  readonly recoveries: number;
  /** Where it was made; null when that is no file. */
  readonly file: string | null;
}

/** Throws `unnamed_function` for a function without a name, `TypeError` and `RangeError` for impossible options. */
export function defineFlow(
  options: FlowOptions<unknown> & { readonly parameters?: StandardSchema },
  fn: FlowFunction,
  file: string | null,
): FlowDefinition {
  checkOptions("flow", options);
  refuseGenerator("flow", fn);
  checkResultOptions(options);
  const { timeoutSeconds, retryDelaySeconds = 0 } = options;
  if (timeoutSeconds !== undefined && !(timeoutSeconds > 0)) {
    throw new RangeError(`timeoutSeconds must be above 0, not ${timeoutSeconds}`);
  }
  retryDelays(retryDelaySeconds, 0);
  return {
    name: definitionName("flow", options.name, fn.name),
    fn,
    options,
    schema: options.parameters ?? null,
    version: options.version ?? codeVersion(fn),
    retries: retryCount(options.retries),
    retryDelaySeconds: Math.ceil(retryDelaySeconds),
    recoveries: recoveryCount(options.recoveries),
    file,
  };
}

function recoveryCount(recoveries = DEFAULT_RECOVERIES): number {
  if (Number.isInteger(recoveries) && recoveries >= 0 && recoveries <= RECOVERIES_MAX) return recoveries;
  throw new RangeError(`recoveries must be a whole number from 0 to ${RECOVERIES_MAX}, not ${recoveries}`);
}

function codeVersion(fn: FlowFunction): string {
  return hash("sha256", Function.prototype.toString.call(fn)).slice(0, 32);
}
