import { didYouMean } from "@tutti/client/closest";
import { Asset } from "./assets/asset.ts";
import type { CheckedFlowOptions } from "./flow-options.ts";
import { isStorage } from "./blocks/storage.ts";
import { isRecord } from "./results/inline-json.ts";
import type { StandardSchema } from "./standard-schema.ts";
import type { TaskOptions } from "./task-options.ts";

// TypeScript checks the same; programs in plain JavaScript, and options that were put together, have only this. An
// option that is misspelt would otherwise do nothing, and nobody would notice.

interface OptionRule {
  readonly fits: (value: unknown) => boolean;
  /** What fits, as in "must be a text". */
  readonly wanted: string;
}

const isFunction = (value: unknown) => typeof value === "function";
const isText = (value: unknown) => typeof value === "string";
const isNumber = (value: unknown) => typeof value === "number";

const text: OptionRule = { fits: isText, wanted: "a text" };
const texts: OptionRule = { fits: (value) => Array.isArray(value) && value.every(isText), wanted: "a list of texts" };
const number: OptionRule = { fits: isNumber, wanted: "a number" };
const atLeastZero: OptionRule = { fits: (value) => typeof value === "number" && value >= 0, wanted: "a number from 0" };
const flag: OptionRule = { fits: (value) => typeof value === "boolean", wanted: "true or false" };
const fn: OptionRule = { fits: isFunction, wanted: "a function" };
const textOrFn: OptionRule = { fits: (value) => isText(value) || isFunction(value), wanted: "a text or a function" };
const delays: OptionRule = {
  fits: (value) => isNumber(value) || isFunction(value) || Array.isArray(value),
  wanted: "a number, a list of numbers, or exponentialBackoff(…)",
};
const futures: OptionRule = {
  fits: (value) => Array.isArray(value) && value.every((item) => item instanceof Promise),
  wanted: "a list of futures, as submit() gives them",
};
const hooks: OptionRule = {
  fits: (value) => isFunction(value) || (Array.isArray(value) && value.every(isFunction)),
  wanted: "a function or a list of functions",
};
const schema: OptionRule = {
  fits: (value) => value !== null && Object(value) === value && "~standard" in Object(value),
  wanted: "a schema of zod or another library with Standard Schema",
};

const storage: OptionRule = {
  fits: (value) => isText(value) || isStorage(value),
  wanted: "a block that keeps files, or what it is called, as in s3-bucket/results",
};
const serializer: OptionRule = {
  fits: (value) => isText(value) || (isRecord(value) && isFunction(value["dumps"]) && isFunction(value["loads"])),
  wanted: 'the name of a serializer, such as "json", or one of your own: { type, dumps, loads }',
};

const policy: OptionRule = {
  fits: (value) => isFunction(value) || (isRecord(value) && isFunction(value["keyOf"])),
  wanted: "a cache policy or a function",
};

const assets: OptionRule = {
  fits: (value) => Array.isArray(value) && value.every((item) => isText(item) || item instanceof Asset),
  wanted: "a list of assets, or of their keys, as in s3://bucket/trips.parquet",
};

const shared = {
  name: text,
  version: text,
  tags: texts,
  retries: number,
  timeoutSeconds: number,
  logPrints: flag,
  persistResult: flag,
  resultStorage: storage,
  resultSerializer: serializer,
  onRunning: hooks,
  onCompletion: hooks,
  onFailure: hooks,
  onCrashed: hooks,
  onCancellation: hooks,
};

const RULES = {
  flow: {
    ...shared,
    description: text,
    retryDelaySeconds: number,
    recoveries: number,
    flowRunName: textOrFn,
    parameters: schema,
  } satisfies Record<keyof CheckedFlowOptions<StandardSchema, never>, OptionRule>,
  task: {
    ...shared,
    retryDelaySeconds: delays,
    retryJitterFactor: atLeastZero,
    retryCondition: fn,
    resultStorageKey: textOrFn,
    cacheKey: textOrFn,
    cachePolicy: policy,
    cacheExpirationSeconds: atLeastZero,
    refreshCache: flag,
    onCommit: hooks,
    onRollback: hooks,
    taskRunName: textOrFn,
    key: textOrFn,
    waitFor: futures,
    materializes: assets,
    materializedBy: text,
    assetDeps: assets,
    runner: { fits: (value) => value === "thread", wanted: '"thread"' },
  } satisfies Record<keyof TaskOptions, OptionRule>,
};

/** Throws `TypeError` for options that a flow or task does not have, and for values they cannot have. */
export function checkOptions(kind: keyof typeof RULES, options: unknown): void {
  if (!isRecord(options)) throw new TypeError(`${kind} needs its options first: ${kind}({ retries: 3 }, fn)`);
  const rules: Readonly<Record<string, OptionRule>> = RULES[kind];
  for (const [name, value] of Object.entries(options)) {
    const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
    if (rule === undefined) {
      throw new TypeError(`A ${kind} has no option "${name}".${didYouMean(name, Object.keys(rules))}`);
    }
    if (value !== undefined && !rule.fits(value)) {
      throw new TypeError(`${name} of a ${kind} must be ${rule.wanted}, not ${describeValue(value)}`);
    }
  }
}

function describeValue(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" && value !== null ? "an object" : String(value);
}
