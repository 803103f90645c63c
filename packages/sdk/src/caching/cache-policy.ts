import { hash } from "node:crypto";
import { unreachable } from "@tutti/core/unreachable";
import { canonicalInput } from "../engine/canonical-input.ts";
import type { FlowRunInfo } from "../flow-options.ts";
import type { TaskRunInfo } from "../task-options.ts";
import type { Storage } from "../blocks/storage.ts";
import type { Locks } from "./locks.ts";

/** What a cache key may be made of: the call of a task, and the run around it. */
export interface CacheContext {
  readonly task: { readonly name: string; readonly source: string };
  readonly taskRun: TaskRunInfo;
  /** Undefined outside of flows. */
  readonly flowRun: FlowRunInfo | undefined;
  /** The arguments by the names of their parameters, the results of other tasks among them. */
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly flowParameters: Readonly<Record<string, unknown>>;
}

/** Gives the key itself; null shares no result. */
export type CacheKeyFunction = (context: CacheContext) => string | null | undefined;

/** How the results that a policy shares are kept. */
export interface CacheSettings {
  /** Where it is kept which result a key has: a block that keeps files, or a folder. With the results unless given. */
  readonly keyStorage?: Storage | string;
  /**
   * `SERIALIZABLE`: of all who ask for one key at once one computes, and the others are given what it came to.
   * `READ_COMMITTED` unless given: each that finds nothing computes.
   */
  readonly isolation?: "READ_COMMITTED" | "SERIALIZABLE";
  /** Who sees to that. The server unless given. */
  readonly locks?: Locks;
}

type Part =
  | { readonly kind: "inputs"; readonly without: readonly string[] }
  | { readonly kind: "task-source" | "flow-parameters" | "run-id" }
  | { readonly kind: "function"; readonly fn: CacheKeyFunction };

/**
 * Which calls of a task share a result. Policies are added (`INPUTS.plus(TASK_SOURCE)`), and inputs are left out of them
 * (`INPUTS.minus("debug")`); each of these gives a new policy.
 */
export class CachePolicy {
  readonly #parts: readonly Part[];
  readonly settings: CacheSettings;

  constructor(parts: readonly Part[], settings: CacheSettings = {}) {
    this.#parts = parts;
    this.settings = settings;
  }

  /** A policy that takes the function's text for the key. */
  static of(fn: CacheKeyFunction): CachePolicy {
    return new CachePolicy([{ kind: "function", fn }]);
  }

  /** Calls share a result that are alike for both policies. Throws `TypeError` where their settings contradict. */
  plus(other: CachePolicy | CacheKeyFunction): CachePolicy {
    const added = typeof other === "function" ? CachePolicy.of(other) : other;
    return new CachePolicy(joined([...this.#parts, ...added.#parts]), bothSettings(this.settings, added.settings));
  }

  /** The same without regard to this input. A policy that does not look at inputs stays as it is. */
  minus(input: string): CachePolicy {
    const parts = this.#parts.map((part) =>
      part.kind === "inputs" ? { ...part, without: [...part.without, input] } : part,
    );
    return new CachePolicy(parts, this.settings);
  }

  /** The same with some settings changed. */
  configure(settings: CacheSettings): CachePolicy {
    return new CachePolicy(this.#parts, { ...this.settings, ...settings });
  }

  /**
   * The key of a call, or null when its result is not shared. Throws `UnhashableError` for inputs of which two equal ones
   * cannot be told to be equal.
   */
  keyOf(context: CacheContext): string | null {
    const [first, ...others] = this.#parts;
    if (first?.kind === "function" && others.length === 0) return first.fn(context) ?? null;
    const texts = this.#parts.map((part) => textOf(part, context)).filter((text) => text !== null);
    if (texts.length === 0) return null;
    // Two tasks with equal inputs are not one task.
    return hash("sha256", [context.task.name, ...texts.toSorted()].map((text) => `${text.length}:${text}`).join(""));
  }
}

/** Sums of inputs look at all inputs but those that either leaves out. */
function joined(parts: readonly Part[]): Part[] {
  const without = parts.flatMap((part) => (part.kind === "inputs" ? part.without : []));
  const others = parts.filter((part) => part.kind !== "inputs");
  return others.length === parts.length ? others : [...others, { kind: "inputs", without }];
}

function bothSettings(a: CacheSettings, b: CacheSettings): CacheSettings {
  for (const name of ["keyStorage", "isolation", "locks"] as const) {
    if (a[name] !== undefined && b[name] !== undefined && a[name] !== b[name]) {
      throw new TypeError(`Two cache policies with different ${name} cannot be added; configure the sum instead`);
    }
  }
  return { ...a, ...b };
}

function textOf(part: Part, context: CacheContext): string | null {
  switch (part.kind) {
    case "inputs":
      return inputsText(context.inputs, part.without);
    case "task-source":
      return `source ${context.task.source}`;
    case "flow-parameters":
      return inputsText(context.flowParameters, [], "flow");
    case "run-id":
      return `run ${context.flowRun?.id ?? context.taskRun.id}`;
    case "function":
      return ownText(part.fn(context) ?? null);
    default:
      return unreachable(part);
  }
}

function ownText(key: string | null): string | null {
  return key === null ? null : `own ${key}`;
}

function inputsText(inputs: Readonly<Record<string, unknown>>, without: readonly string[], of = "task"): string | null {
  const left = Object.entries(inputs).filter(([name]) => !without.includes(name));
  if (Object.keys(inputs).length === 0) return null;
  return `${of} ${canonicalInput(Object.fromEntries(left), () => undefined)}`;
}

/** Calls with equal inputs. */
export const INPUTS = new CachePolicy([{ kind: "inputs", without: [] }]);
/** Calls of a task whose code is the same. */
export const TASK_SOURCE = new CachePolicy([{ kind: "task-source" }]);
/** Calls in runs of flows with equal parameters. */
export const FLOW_PARAMETERS = new CachePolicy([{ kind: "flow-parameters" }]);
/** Calls in one flow run. */
export const RUN_ID = new CachePolicy([{ kind: "run-id" }]);
/** Calls in one flow run with equal inputs and the same code. */
export const DEFAULT = INPUTS.plus(TASK_SOURCE).plus(RUN_ID);
/** No call shares its result. */
export const NO_CACHE = new CachePolicy([]);
