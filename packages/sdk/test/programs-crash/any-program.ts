import { unreachable } from "@tutti/core/unreachable";
import * as fc from "fast-check";

// Flow programs of any shape, as data: what a flow does one after another, at once, or until it has enough.

export type Op =
  | { readonly kind: "step"; readonly value: number; readonly ms: number }
  | { readonly kind: "failing"; readonly value: number }
  | { readonly kind: "all" | "race" | "sequence" | "subflow"; readonly ops: readonly Op[] }
  | { readonly kind: "loop"; readonly until: number; readonly op: Op }
  | { readonly kind: "chance" };

const value = fc.integer({ min: 0, max: 3 });

/** Equal steps among them: told apart by their order alone. */
const leaf: fc.Arbitrary<Op> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant("step" as const), value, ms: fc.constantFrom(0, 0, 1, 3) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("failing" as const), value }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("chance" as const) }) },
);

function group(inner: fc.Arbitrary<Op>): fc.Arbitrary<Op> {
  const ops = fc.array(inner, { minLength: 1, maxLength: 3 });
  return fc.oneof(
    fc.record({ kind: fc.constantFrom("all" as const, "race" as const, "sequence" as const), ops }),
    fc.record({ kind: fc.constant("subflow" as const), ops }),
    fc.record({ kind: fc.constant("loop" as const), until: fc.integer({ min: 1, max: 5 }), op: inner }),
  );
}

const inner = fc.oneof({ weight: 2, arbitrary: leaf }, { weight: 1, arbitrary: group(leaf) });

export const anyProgram: fc.Arbitrary<readonly Op[]> = fc.array(
  fc.oneof({ weight: 1, arbitrary: leaf }, { weight: 2, arbitrary: group(inner) }),
  { minLength: 1, maxLength: 5 },
);

/**
 * Whether no subflow races with anything: its end is told by another way than that of a step, so that of two which end
 * within the same milliseconds either may have been first.
 */
export function hasClearRaces(ops: readonly Op[], isInRace = false): boolean {
  return ops.every((op) => {
    if (op.kind === "subflow" && isInRace) return false;
    const isRace = isInRace || op.kind === "race";
    if (op.kind === "loop") return hasClearRaces([op.op], isRace);
    return "ops" in op ? hasClearRaces(op.ops, isRace) : true;
  });
}

/** What the parts of a program call. */
export interface Machine {
  readonly step: (value: number, ms: number) => Promise<number>;
  readonly failing: (value: number) => Promise<number>;
  readonly chance: () => Promise<number>;
  readonly subflow: (ops: readonly Op[]) => Promise<unknown>;
}

/** Runs the program as plain code would, and gives all that it saw. */
export async function runProgram(ops: readonly Op[], machine: Machine): Promise<unknown[]> {
  const seen: unknown[] = [];
  for (const op of ops) seen.push(await runOp(op, machine));
  return seen;
}

async function runOp(op: Op, machine: Machine): Promise<unknown> {
  switch (op.kind) {
    case "step":
      return machine.step(op.value, op.ms);
    case "failing":
      return machine.failing(op.value).catch((error: unknown) => `${Object(error).name}: ${Object(error).message}`);
    case "chance":
      return (await machine.chance()) < 0.5 ? machine.step(1, 0) : machine.step(2, 0);
    case "all":
      return Promise.all(op.ops.map((one) => runOp(one, machine)));
    case "race":
      return Promise.race(op.ops.map(async (one, index) => [index, await runOp(one, machine)]));
    case "sequence":
      return runProgram(op.ops, machine);
    case "subflow":
      return machine.subflow(op.ops);
    case "loop":
      return loop(op.op, op.until, machine);
    default:
      return unreachable(op);
  }
}

/** Ends early, by what the steps give. */
async function loop(op: Op, until: number, machine: Machine): Promise<unknown> {
  let sum = 0;
  for (let round = 0; round < 4; round++) {
    sum += 1 + (await machine.step(round, 0));
    if (sum > until) return [round, sum];
    await runOp(op, machine);
  }
  return sum;
}
