import type { TaskInputs } from "@tutti/core/wire/task-run";
import { AllowedFailure } from "../allow-failure.ts";
import type { State } from "../state.ts";
import { TaskFuture } from "../task-future.ts";
import { stepOf } from "./step-results.ts";

// Futures stand for their results as arguments, in lists and in plain objects, down to this depth.
const MAX_DEPTH = 2;

/** A future, as it stands or as one that may fail. */
export type Upstream = TaskFuture<unknown> | AllowedFailure<unknown>;
type Ended = ReadonlyMap<TaskFuture<unknown>, State>;

/** The futures among a call's arguments. */
export function upstreamOf(args: readonly unknown[]): Upstream[] {
  const found: Upstream[] = [];
  for (const arg of args) visit(arg, 0, (value) => void (isUpstream(value) && found.push(value)));
  return found;
}

/** Which steps each argument comes from, by parameter name: the edges of the run's graph. */
export function taskInputs(args: readonly unknown[], names: readonly string[], parentId: string | null): TaskInputs {
  const inputs: TaskInputs = {};
  args.forEach((arg, index) => {
    inputs[names[index] ?? `arg${index}`] = [...sourceIds(arg)].map((id) => ({ input_type: "task_run", id }));
  });
  if (parentId !== null) inputs.__parents__ = [{ input_type: "task_run", id: parentId }];
  return inputs;
}

/** The same for a flow, whose one argument holds the parameters by name, or is the result of a step as a whole. */
export function flowInputs(args: readonly unknown[], parentId: string | null): TaskInputs {
  const parameters = args[0] ?? {};
  if (stepOf(parameters) !== undefined) return taskInputs([parameters], ["parameters"], parentId);
  return taskInputs(Object.values(parameters), Object.keys(parameters), parentId);
}

/** The arguments with each future's result in its place. */
export function withResults(args: readonly unknown[], ended: Ended): unknown[] {
  return args.map((arg) => replaced(arg, 0, ended));
}

function isUpstream(value: unknown): value is Upstream {
  return value instanceof TaskFuture || value instanceof AllowedFailure;
}

function sourceIds(arg: unknown): Set<string> {
  const ids = new Set<string>();
  visit(arg, 0, (value) => {
    const step = stepOf(value);
    if (step !== undefined) ids.add(step.taskRunId);
  });
  return ids;
}

// A step's result holds no futures: it is looked at as a whole.
function visit(value: unknown, depth: number, seen: (value: object) => void): void {
  if (typeof value !== "object" || value === null) return;
  seen(value);
  if (depth >= MAX_DEPTH || stepOf(value) !== undefined) return;
  if (Array.isArray(value)) for (const item of value) visit(item, depth + 1, seen);
  else if (isPlain(value)) for (const item of Object.values(value)) visit(item, depth + 1, seen);
}

function replaced(value: unknown, depth: number, ended: Ended): unknown {
  if (value instanceof TaskFuture) return ended.get(value)?.result();
  if (value instanceof AllowedFailure) {
    const state = ended.get(value.future);
    return state?.error ?? state?.result();
  }
  if (typeof value !== "object" || value === null || depth >= MAX_DEPTH || !holdsUpstream(value, depth)) return value;
  if (Array.isArray(value)) return value.map((item) => replaced(item, depth + 1, ended));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, replaced(item, depth + 1, ended)]));
}

function holdsUpstream(value: object, depth: number): boolean {
  let isFound = false;
  visit(value, depth, (inner) => {
    isFound ||= isUpstream(inner);
  });
  return isFound;
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
