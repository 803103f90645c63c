import { decide, savedState } from "@tutti/core/decide";
import { FLOW_POLICY } from "@tutti/core/flow-policy";
import { instant } from "@tutti/core/instant";
import { NO_PROGRESS } from "@tutti/core/run-progress";
import { proposedState } from "@tutti/core/state-wire";
import type { StateType } from "@tutti/core/state-type";
import { expect, test } from "vitest";
import { isOver, keyOf, movesFrom, SERVERS, startOf, WORKERS, type Move, type State } from "./model.ts";

// R8: two servers, two workers, three runs; every order in which claims, leases, faults, rescues, cancellations and
// retries can come. The rules that decide are the real ones.

const NOW = instant(1_800_000_000_000_000);

const decided = new Map<string, StateType | null>();

function decideReally(from: StateType, to: StateType, recoveriesLeft: number | null): StateType | null {
  const key = `${from} ${to} ${recoveriesLeft}`;
  const known = decided.get(key);
  if (known !== undefined) return known;
  const answer = ask(from, to, recoveriesLeft);
  decided.set(key, answer);
  return answer;
}

function ask(from: StateType, to: StateType, recoveriesLeft: number | null): StateType | null {
  const policy = { max_retries: 0, retry_delay_seconds: 0 };
  const run = {
    id: "run",
    deploymentId: "deployment",
    parentTaskRunId: null,
    infrastructurePid: "1",
    hasRecovered: false,
    policy,
  };
  const transition = {
    run: { ...run, progress: NO_PROGRESS },
    initial: proposedState({ type: from }, "current", NOW),
    proposed: proposedState({ type: to }, "proposed", NOW),
    facts: {
      deployment: { kind: "found" as const, concurrency: null },
      leaseSupport: "holds" as const,
      recoveriesLeft,
      ownAttempts: 1,
      wasMade: false,
    },
  };
  return savedState(decide(FLOW_POLICY, transition, { now: NOW, random: () => 0.5 }))?.type ?? null;
}

interface Explored {
  readonly states: ReadonlyMap<string, State>;
  /** From each state, the states that fair moves lead to. */
  readonly fair: ReadonlyMap<string, readonly string[]>;
}

function explore(start: State, check: (before: State, move: Move) => void): Explored {
  const states = new Map([[keyOf(start), start]]);
  const fair = new Map<string, readonly string[]>();
  for (const [key, state] of states) {
    const moves = movesFrom(state, decideReally);
    const targets: string[] = [];
    for (const move of moves) {
      check(state, move);
      const target = keyOf(move.state);
      if (!states.has(target)) states.set(target, move.state);
      if (move.isFair) targets.push(target);
    }
    fair.set(key, targets);
  }
  return { states, fair };
}

function faultOf({ runs }: State): string | null {
  for (const run of runs) {
    if (run.holders.filter(({ isCurrent }) => isCurrent).length > 1) return "two owners write for one run";
    if (run.isUnwanted && (run.type === "COMPLETED" || run.type === "FAILED")) return "a cancelled run went on";
    if (run.spent > 1) return "a run was recovered too often";
  }
  return null;
}

/** Only a user leads a run out of its end. */
function awakened(before: State, { name, state }: Move): string | null {
  const woke = before.runs.some((run, at) => isOver(run) && state.runs[at]?.type !== run.type);
  return woke && name !== "retry" ? `${name} changed a run that had ended` : null;
}

type Plan = readonly [runs: number, budget: Parameters<typeof startOf>[1]];

const PLANS: readonly Plan[] = [
  [3, { faults: 1, cancels: 0, retries: 0 }],
  [3, { faults: 0, cancels: 1, retries: 0 }],
  [2, { faults: 1, cancels: 1, retries: 1 }],
  [2, { faults: 2, cancels: 0, retries: 0 }],
  [2, { faults: 2, cancels: 1, retries: 0 }],
];

/** Minutes each, for a soak. */
const DEEP: readonly Plan[] = [
  [3, { faults: 2, cancels: 0, retries: 0 }],
  [3, { faults: 1, cancels: 1, retries: 0 }],
  [2, { faults: 2, cancels: 1, retries: 1 }],
];

test.each(process.env["TUTTI_TEST_MODEL"] === "deep" ? [...PLANS, ...DEEP] : PLANS)(
  `${SERVERS} servers, ${WORKERS} workers, %i runs, %j: in no order do two own a run, or does one stay stuck`,
  { timeout: 1_800_000 },
  (runs, budget) => {
    const faults = new Set<string>();
    const { states, fair } = explore(startOf(runs, budget), (before, move) => {
      const fault = faultOf(move.state) ?? awakened(before, move);
      if (fault !== null) faults.add(fault);
    });
    expect([...faults]).toEqual([]);
    expect(states.size).toBeGreaterThan(1000);
    expect(stuck(states, fair)).toEqual([]);
  },
);

/** The states from which no fair moves lead to the end of all runs; a stopped process holds nobody up. */
function stuck(states: Explored["states"], fair: Explored["fair"]): string[] {
  const from = new Map<string, string[]>();
  for (const [key, targets] of fair) {
    for (const target of targets) {
      const known = from.get(target);
      if (known === undefined) from.set(target, [key]);
      else known.push(key);
    }
  }
  const good = new Set([...states].filter(([, { runs }]) => runs.every(isOver)).map(([key]) => key));
  for (const key of good) for (const before of from.get(key) ?? []) good.add(before);
  return [...states.keys()].filter((key) => !good.has(key)).slice(0, 5);
}
