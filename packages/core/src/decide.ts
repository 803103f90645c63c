import type { Policy, Surroundings, Transition, Verdict } from "./rule.ts";
import type { RunState } from "./run-state.ts";

/**
 * What becomes of a proposal. `ACCEPT` and a `REJECT` with a replacement save `state` / `replacement` and carry out the
 * effects; every other decision leaves the run as it is.
 */
export type Decision<Effect> =
  | { readonly kind: "ACCEPT"; readonly state: RunState; readonly effects: readonly Effect[] }
  | {
      readonly kind: "REJECT";
      readonly replacement: RunState | null;
      readonly reason: string;
      readonly effects: readonly Effect[];
    }
  | { readonly kind: "ABORT"; readonly reason: string }
  | { readonly kind: "WAIT"; readonly delaySeconds: number; readonly reason: string };

/** The state a decision saves, or null when it saves none. */
export function savedState(decision: Decision<unknown>): RunState | null {
  if (decision.kind === "ACCEPT") return decision.state;
  return decision.kind === "REJECT" ? decision.replacement : null;
}

/**
 * Asks the policy's rules in order. A rule is asked when it covers the pair (initial type, proposed type); the first that
 * rejects, aborts or makes wait ends the asking, and drops the effects of those before it.
 */
export function decide<Run, Facts, Effect>(
  policy: Policy<Transition<Run, Facts>, Effect>,
  transition: Transition<Run, Facts>,
  surroundings: Surroundings,
): Decision<Effect> {
  const origin = transition.initial?.type ?? null;
  const target = transition.proposed.type;
  const effects: Effect[] = [];
  let { proposed } = transition;
  for (const rule of policy.rules) {
    if (!rule.from.includes(origin) || !rule.to.includes(target)) continue;
    const verdict = rule.judge({ ...transition, proposed }, surroundings);
    if (verdict === null) continue;
    if (verdict.kind !== "amend") return conclude(policy, transition, verdict, surroundings);
    effects.push(...(verdict.effects ?? []));
    proposed = verdict.proposed ?? proposed;
  }
  return {
    kind: "ACCEPT",
    state: proposed,
    effects: [...effects, ...follow(policy, transition, proposed, surroundings)],
  };
}

function conclude<Run, Facts, Effect>(
  policy: Policy<Transition<Run, Facts>, Effect>,
  transition: Transition<Run, Facts>,
  verdict: Exclude<Verdict<Effect>, { kind: "amend" }>,
  surroundings: Surroundings,
): Decision<Effect> {
  if (verdict.kind === "abort") return { kind: "ABORT", reason: verdict.reason };
  if (verdict.kind === "wait") {
    return { kind: "WAIT", delaySeconds: verdict.delaySeconds, reason: verdict.reason };
  }
  const { replacement, reason, effects = [] } = verdict;
  if (replacement === null) return { kind: "REJECT", replacement, reason, effects: [] };
  const followed = follow(policy, transition, replacement, surroundings);
  return { kind: "REJECT", replacement, reason, effects: [...effects, ...followed] };
}

function follow<Run, Facts, Effect>(
  policy: Policy<Transition<Run, Facts>, Effect>,
  transition: Transition<Run, Facts>,
  state: RunState,
  surroundings: Surroundings,
): Effect[] {
  return policy.consequences.flatMap((consequence) => consequence.follow(transition, state, surroundings));
}
