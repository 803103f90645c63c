import type { StateType } from "@tutti/core/state-type";

// Claim, lease, cancel and retry, with time and numbers left out: what is left is who holds what. Workers and rescuers
// that hold nothing are alike, so a state is its runs, each with the workers and rescuers that hold something of it.

export const WORKERS = 2;
export const SERVERS = 2;
const RECOVERIES = 1;

interface Holder {
  /** `claimed`: it has set the run Pending. `leased`: it has an epoch. */
  readonly phase: "claimed" | "leased";
  /** Whether its epoch is the run's. */
  readonly isCurrent: boolean;
  /** `exited`: its worker saw it and will report. `gone`: nobody saw it. */
  readonly mode: "alive" | "stopped" | "exited" | "gone";
}

export interface Run {
  readonly type: StateType;
  readonly lease: "none" | "live" | "ended";
  readonly spent: number;
  /** Somebody asked for it to be cancelled, and nobody for it to be run again. */
  readonly isUnwanted: boolean;
  readonly holders: readonly Holder[];
  /** How many rescuers have seen that this very lease ended, and are about to act. */
  readonly looks: number;
}

export interface State {
  readonly runs: readonly Run[];
  /** How many faults, cancellations and retries may still come. */
  readonly faults: number;
  readonly cancels: number;
  readonly retries: number;
}

export interface Move {
  readonly name: string;
  /** Whether it happens by itself, sooner or later, when nothing else goes wrong. */
  readonly isFair: boolean;
  readonly state: State;
}

/** What the real rules make of a proposal: the run's next type, or null when they refuse it. */
export type Decide = (from: StateType, to: StateType, recoveriesLeft: number | null) => StateType | null;

/** So many runs that are scheduled, and so many things that may go wrong or be asked for. */
export function startOf(runs: number, budget: Pick<State, "faults" | "cancels" | "retries">): State {
  const type = "SCHEDULED";
  const run: Run = { type, lease: "none", spent: 0, isUnwanted: false, holders: [], looks: 0 };
  return { runs: Array.from({ length: runs }, () => ({ ...run })), ...budget };
}

const TERMINAL = new Set<StateType>(["COMPLETED", "FAILED", "CANCELLED", "CRASHED"]);

export function isOver(run: Run): boolean {
  return TERMINAL.has(run.type);
}

const runKeys = new WeakMap<Run, string>();

/** States that differ only in which run, worker or server is which have one key. */
export function keyOf({ runs, faults, cancels, retries }: State): string {
  return `${faults} ${cancels} ${retries} ${runs.map(runKey).sort().join("|")}`;
}

/** Most runs stay as they are from state to state. */
function runKey(run: Run): string {
  const known = runKeys.get(run);
  if (known !== undefined) return known;
  const holders = run.holders.map(({ phase, isCurrent, mode }) => phase + isCurrent + mode).sort();
  const key = `${run.type} ${run.lease} ${run.spent} ${run.isUnwanted} ${run.looks} ${holders.join(",")}`;
  runKeys.set(run, key);
  return key;
}

/** Everything that may happen next. */
export function movesFrom(state: State, decide: Decide): Move[] {
  const modes = state.runs.flatMap((run) => run.holders).map(({ mode }) => mode);
  const stopped = modes.filter((mode) => mode === "stopped").length;
  const busy = stopped + modes.filter((mode) => mode === "alive").length;
  const looking = state.runs.reduce((sum, { looks }) => sum + looks, 0);
  return state.runs.flatMap((run, at) => {
    const replaced = (name: string, next: Run, isFair = true, changes: Partial<State> = {}): Move => ({
      name,
      isFair,
      state: { ...state, ...changes, runs: state.runs.with(at, next) },
    });
    return [
      ...usersMoves(state, run, decide).map(([name, next, changes]) => replaced(name, next, false, changes)),
      ...(busy < WORKERS ? claim(run, decide).map((next) => replaced("claim", next)) : []),
      ...(run.lease === "live" ? [replaced("lease ends", { ...run, lease: "ended" })] : []),
      ...(run.lease === "ended" && looking < SERVERS ? [replaced("look", { ...run, looks: run.looks + 1 })] : []),
      ...(run.type === "CANCELLING" ? [replaced("cancelling for too long", settled(run, "CANCELLED"))] : []),
      ...(run.looks > 0 ? [replaced("rescue", rescued(run, decide))] : []),
      ...run.holders.flatMap((holder, index) => [
        ...holderMoves(run, holder, index, decide).map(([name, next]) => replaced(name, next)),
        ...faultMoves(state, run, holder, index).map(([name, next, faults]) => replaced(name, next, false, { faults })),
        // Of processes that hold up every worker, one has to go on before anything else does.
        ...(holder.mode === "stopped" ? [replaced("continue", continued(run, index), stopped === WORKERS)] : []),
      ]),
    ];
  });
}

function claim(run: Run, decide: Decide): Run[] {
  const type = run.type === "SCHEDULED" ? decide(run.type, "PENDING", null) : null;
  const holder: Holder = { phase: "claimed", isCurrent: false, mode: "alive" };
  return type === null ? [] : [{ ...run, type, holders: [...run.holders, holder] }];
}

function usersMoves(state: State, run: Run, decide: Decide): [string, Run, Partial<State>][] {
  const moves: [string, Run, Partial<State>][] = [];
  const cancelled = state.cancels > 0 && !isOver(run) ? decide(run.type, "CANCELLING", null) : null;
  if (cancelled !== null) {
    moves.push(["cancel", settled(run, cancelled, { isUnwanted: true }), { cancels: state.cancels - 1 }]);
  }
  const again = state.retries > 0 && isOver(run) ? decide(run.type, "SCHEDULED", null) : null;
  if (again !== null) {
    // The run is for whoever takes it next: its epoch is over.
    const holders = run.holders.map((holder) => ({ ...holder, isCurrent: false }));
    moves.push(["retry", { ...run, type: again, isUnwanted: false, holders }, { retries: state.retries - 1 }]);
  }
  return moves;
}

/** What a holder does when it goes on as it should. */
function holderMoves(run: Run, holder: Holder, index: number, decide: Decide): [string, Run][] {
  const without = { ...run, holders: run.holders.toSpliced(index, 1) };
  if (holder.mode === "exited") return [["report exit", gone(without, decide)]];
  if (holder.mode !== "alive") return holder.mode === "gone" ? [["nobody there", without]] : [];
  if (holder.phase === "claimed") return run.lease === "live" ? [] : [["acquire", acquired(run, index)]];
  // Whatever it writes now is refused, and it stops itself.
  if (!holder.isCurrent) return [["lease lost", without]];
  if (isOver(run)) return [["leave", without]];
  return [["renew", { ...run, lease: "live", looks: 0 }], ...writes(run, without, decide)];
}

/** What the owner may say of the run. */
function writes(run: Run, without: Run, decide: Decide): [string, Run][] {
  const words: Partial<Record<StateType, readonly StateType[]>> = {
    SCHEDULED: ["RUNNING"],
    PENDING: ["RUNNING"],
    RUNNING: ["COMPLETED", "FAILED"],
    CANCELLING: ["RUNNING", "CANCELLED"],
  };
  return (words[run.type] ?? []).flatMap((to): [string, Run][] => {
    const type = decide(run.type, to, null);
    if (type === null) return [];
    return [[to, settled(TERMINAL.has(type) ? without : run, type)]];
  });
}

/** What is lost before its process has a lease is seen by the worker alone, as with Prefect. */
function faultMoves(state: State, run: Run, holder: Holder, index: number): [string, Run, number][] {
  const to = (mode: Holder["mode"]): Run => ({ ...run, holders: run.holders.with(index, { ...holder, mode }) });
  if (holder.mode !== "alive" || state.faults === 0) return [];
  const modes = holder.phase === "claimed" ? (["exited"] as const) : (["stopped", "exited", "gone"] as const);
  return modes.map((mode) => [mode, to(mode), state.faults - 1]);
}

function continued(run: Run, index: number): Run {
  return { ...run, holders: run.holders.map((holder, at) => (at === index ? { ...holder, mode: "alive" } : holder)) };
}

function acquired(run: Run, index: number): Run {
  const holders = run.holders.map((holder, at): Holder => {
    return at === index ? { ...holder, phase: "leased", isCurrent: true } : { ...holder, isCurrent: false };
  });
  return { ...run, lease: "live", looks: 0, holders };
}

/** A rescuer acts on what it saw: not when the lease was renewed since, or is over. */
function rescued(run: Run, decide: Decide): Run {
  const seen = { ...run, looks: run.looks - 1 };
  if (run.lease !== "ended") return seen;
  if (run.type !== "SCHEDULED" && !isOver(run)) return gone(seen, decide);
  // Nobody was executing it: who takes it up next need not wait.
  return { ...seen, lease: "none", holders: run.holders.map((holder) => ({ ...holder, isCurrent: false })) };
}

/** The owner is said to be gone: its epoch is over. */
function gone(run: Run, decide: Decide): Run {
  const type = decide(run.type, run.type === "CANCELLING" ? "CANCELLED" : "CRASHED", RECOVERIES - run.spent);
  if (type === null) return run;
  const holders = run.holders.map((holder) => ({ ...holder, isCurrent: false }));
  const spent = run.spent + (type === "SCHEDULED" ? 1 : 0);
  return { ...run, type, spent, holders, lease: "none", looks: 0 };
}

function settled(run: Run, type: StateType, changes: Partial<Run> = {}): Run {
  const isEnd = TERMINAL.has(type);
  return { ...run, ...changes, type, ...(isEnd ? { lease: "none", looks: 0 } : {}) };
}
