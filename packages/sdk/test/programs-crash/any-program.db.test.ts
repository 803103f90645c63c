import * as fc from "fast-check";
import { setFlowRunState } from "@tutti/client/flow-runs";
import { setTimeout as passed } from "node:timers/promises";
import { expect, test } from "vitest";
import { flow } from "../../src/flow.ts";
import { runtime } from "../../src/runtime.ts";
import { task } from "../../src/task.ts";
import { useServer } from "../support/server.ts";
import { anyProgram, hasClearRaces, type Op, runProgram } from "./any-program.ts";

const records = useServer();
const PROGRAMS = Number(process.env["TUTTI_TEST_PROGRAMS"] ?? 25);
/** The same programs in each full run, others in each soak. */
const SEED = PROGRAMS > 25 ? {} : { seed: 7 };

/** A moment of a crash: all that the program does is done. */
const AT_THE_END = -1;

/** What happens to a run: after so many moments its owner is said to be gone, once for each number. */
class Fate {
  /** What each attempt that came to its end saw: whoever went on after it sees the same. */
  readonly outcomes: unknown[] = [];
  id = "";
  isKilled = false;
  readonly #left: number[];

  constructor(crashes: readonly number[]) {
    this.#left = [...crashes];
  }

  /** A moment at which a process may die: from then on nothing it writes is accepted. */
  async moment(isEnd = false): Promise<void> {
    const [next] = this.#left;
    if (next === undefined || (next === AT_THE_END && !isEnd)) return;
    if (next > 0) {
      this.#left[0] = next - 1;
      return;
    }
    this.#left.shift();
    this.isKilled = true;
    kills++;
    await setFlowRunState(records.api, this.id, { state: { type: "CRASHED", message: "killed" }, force: true });
  }
}

let kills = 0;
let fate = new Fate([]);

const step = task(async function step(value: number, ms: number) {
  await fate.moment();
  if (ms > 0) await passed(ms);
  await fate.moment();
  return value;
});
const failing = task(async function failing(value: number) {
  await fate.moment();
  throw new RangeError(`no ${value}`);
});
const part = flow(async function part({ ops }: { ops: readonly Op[] }): Promise<unknown> {
  return runProgram(ops, machine);
});
const machine = { step, failing, chance: () => runtime.random(), subflow: (ops: readonly Op[]) => part({ ops }) };

const program = flow(async function program({ ops }: { ops: readonly Op[] }) {
  fate.id = runtime.flowRun?.id ?? "";
  fate.isKilled = false;
  const seen = await runProgram(ops, machine);
  if (!fate.isKilled) fate.outcomes.push(seen);
  await fate.moment(true);
  return seen;
});

/** The result of the run that goes on until it ends. */
async function outcomeOf(ops: readonly Op[], crashes: readonly number[]): Promise<unknown> {
  fate = new Fate(crashes);
  const own = fate;
  try {
    return await program({ ops });
  } catch (error) {
    if (own.id === "") throw error;
  }
  for (;;) {
    try {
      return await program.resume(own.id);
    } catch (error) {
      // A step that outlived an earlier attempt may kill this one while it begins.
      const { code, status }: { code?: unknown; status?: unknown } = Object(error);
      if (code !== "lease_lost" && code !== "run_aborted" && status !== 409) throw error;
    }
  }
}

/** What does not depend on which of several was quicker, or on chance. */
function isSettled(ops: readonly Op[]): boolean {
  return ops.every((op) => {
    if (op.kind === "race" || op.kind === "chance") return false;
    if (op.kind === "loop") return isSettled([op.op]);
    return "ops" in op ? isSettled(op.ops) : true;
  });
}

test(
  "a program of any shape comes to what it would have, wherever its process dies; what an attempt saw, the next one sees",
  { timeout: 60_000 + PROGRAMS * 5000 },
  async () => {
    const crashes = fc.array(fc.oneof(fc.integer({ min: 0, max: 12 }), fc.constant(AT_THE_END)), {
      minLength: 1,
      maxLength: 2,
    });
    const programs = anyProgram.filter((ops) => hasClearRaces(ops));
    const property = fc.asyncProperty(programs, crashes, async (ops, moments) => {
      const crashed = await outcomeOf(ops, moments);
      const { outcomes } = fate;
      const plain = isSettled(ops) ? await outcomeOf(ops, []) : crashed;
      expect({ outcomes, plain }).toEqual({ outcomes: outcomes.map(() => crashed), plain: crashed });
    });
    await fc.assert(property, { numRuns: PROGRAMS, endOnFailure: true, ...SEED });
    expect(kills).toBeGreaterThan(PROGRAMS / 2);
  },
);
