import type { Instant } from "./instant.ts";
import type { RunState, StateOf } from "./run-state.ts";
import { STATE_TYPES, type StateType } from "./state-type.ts";

/** A proposed change of a run's state, with everything the rules may look at, loaded beforehand. */
export interface Transition<Run, Facts> {
  readonly run: Run;
  readonly initial: RunState | null;
  readonly proposed: RunState;
  readonly facts: Facts;
}

/** Where a decision takes place: rules read no clock and no random source. `random` is in [0, 1). */
export interface Surroundings {
  readonly now: Instant;
  readonly random: () => number;
}

/**
 * What a rule says of a transition. `amend` keeps the proposed type; `reject` puts `replacement` in its place, or keeps
 * the current state when it is null; `abort` and `wait` change nothing. Effects are carried out only when the transition
 * still stands at the end as this rule left it: a rule needs no clean-up of its own.
 */
export type Verdict<Effect> =
  | { readonly kind: "amend"; readonly proposed?: RunState; readonly effects?: readonly Effect[] }
  | {
      readonly kind: "reject";
      readonly replacement: RunState | null;
      readonly reason: string;
      readonly effects?: readonly Effect[];
    }
  | { readonly kind: "abort"; readonly reason: string }
  | { readonly kind: "wait"; readonly delaySeconds: number; readonly reason: string };

/** Null stands for a run that has no state yet. */
export type Origin = StateType | null;

export const ANY_ORIGIN: readonly Origin[] = [null, ...STATE_TYPES];
export const ANY_TARGET: readonly StateType[] = STATE_TYPES;

/** One reason to change a decision. */
export interface Rule<T, Effect> {
  readonly from: readonly Origin[];
  readonly to: readonly StateType[];
  /** Asked only about transitions from `from` to `to`, which is why a rule may know more of their states. Null: no objection. */
  judge(transition: T, surroundings: Surroundings): Verdict<Effect> | null;
}

type OriginState<F extends Origin> = F extends StateType ? StateOf<F> : null;

/** A transition of which a rule's `from` and `to` say what its states are. */
type Between<T, F extends Origin, To extends StateType> = T & {
  readonly initial: OriginState<F>;
  readonly proposed: StateOf<To>;
};

export interface RuleSpec<T, Effect, F extends Origin, To extends StateType> {
  readonly from: readonly F[];
  readonly to: readonly To[];
  judge(transition: Between<T, F, To>, surroundings: Surroundings): Verdict<Effect> | null;
}

/** Makes the function that defines rules for one kind of run; the states a rule sees are those it covers. */
export function ruleMaker<T, Effect>() {
  return <const F extends Origin, const To extends StateType>(rule: RuleSpec<T, Effect, F, To>): Rule<T, Effect> =>
    rule;
}

/** Defines a rule that looks at states alone: it serves flow runs and task runs alike. */
export const stateRule = ruleMaker<Transition<unknown, unknown>, never>();

/** What follows from a state that will be saved, whichever rule made it. `state` is that state. */
export interface Consequence<T, Effect> {
  follow(transition: T, state: RunState, surroundings: Surroundings): readonly Effect[];
}

export interface Policy<T, Effect> {
  readonly rules: readonly Rule<T, Effect>[];
  readonly consequences: readonly Consequence<T, Effect>[];
}
