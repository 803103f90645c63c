import { expect, test } from "vitest";
import { decide, savedState } from "../src/decide.ts";
import { ANY_ORIGIN, ANY_TARGET, type Policy, ruleMaker, type Transition } from "../src/rule.ts";
import { cancelledState, pendingState, runningState } from "../src/run-state.ts";
import { current, NOW, proposed } from "./support/states.ts";

type Note = string;
const rule = ruleMaker<Transition<null, null>, Note>();
const transition = { run: null, facts: null, initial: pendingState(current()), proposed: runningState(proposed()) };
const surroundings = { now: NOW, random: () => 0 };

function policyOf(...rules: Policy<Transition<null, null>, Note>["rules"]): Policy<Transition<null, null>, Note> {
  return { rules, consequences: [{ follow: (_t, state) => [`told ${state.type}`] }] };
}

const everywhere = { from: ANY_ORIGIN, to: ANY_TARGET };
const note = (name: string) => rule({ ...everywhere, judge: () => ({ kind: "amend", effects: [name] }) });
const replacement = cancelledState(proposed());
const replace = rule({
  ...everywhere,
  judge: () => ({ kind: "reject", replacement, reason: "because", effects: ["replaced"] }),
});

test("without rules a proposal is accepted", () => {
  const decision = decide(policyOf(), transition, surroundings);
  expect(decision).toEqual({ kind: "ACCEPT", state: transition.proposed, effects: ["told RUNNING"] });
});

test("effects stand in the order of the rules, what follows from the state comes last", () => {
  const decision = decide(policyOf(note("one"), note("two")), transition, surroundings);
  expect(decision).toMatchObject({ effects: ["one", "two", "told RUNNING"] });
});

test("a rule sees what the rules before it made of the proposal", () => {
  const append = (letter: string) =>
    rule({
      ...everywhere,
      judge: (seen) => ({ kind: "amend", proposed: { ...seen.proposed, name: seen.proposed.name + letter } }),
    });
  const decision = decide(policyOf(append("a"), append("b")), transition, surroundings);
  expect(savedState(decision)?.name).toBe("Runningab");
});

test("a rule that rejects ends the asking, and drops the effects of those before it", () => {
  const decision = decide(policyOf(note("before"), replace, note("after")), transition, surroundings);
  const effects = ["replaced", "told CANCELLED"];
  expect(decision).toEqual({ kind: "REJECT", replacement, reason: "because", effects });
  expect(savedState(decision)).toBe(replacement);
});

test.each([
  [
    "a refusal",
    { kind: "reject", replacement: null, reason: "no" } as const,
    { kind: "REJECT", replacement: null, reason: "no", effects: [] },
  ],
  ["an abort", { kind: "abort", reason: "no" } as const, { kind: "ABORT", reason: "no" }],
  [
    "a wait",
    { kind: "wait", delaySeconds: 3, reason: "later" } as const,
    { kind: "WAIT", delaySeconds: 3, reason: "later" },
  ],
])("%s saves no state and has no effects", (_which, verdict, expected) => {
  const judge = rule({ ...everywhere, judge: () => verdict });
  const decision = decide(policyOf(note("before"), judge), transition, surroundings);
  expect(decision).toEqual(expected);
  expect(savedState(decision)).toBeNull();
});

test("only rules that cover the pair of types are asked", () => {
  const seen: string[] = [];
  const witness = (name: string, from: typeof ANY_ORIGIN, to: typeof ANY_TARGET) =>
    rule({
      from,
      to,
      judge: () => {
        seen.push(name);
        return null;
      },
    });
  const policy = policyOf(
    witness("both", ["PENDING"], ["RUNNING"]),
    witness("other origin", ["SCHEDULED", null], ["RUNNING"]),
    witness("other target", ["PENDING"], ["FAILED"]),
  );
  decide(policy, transition, surroundings);
  decide(policy, { ...transition, initial: null }, surroundings);
  expect(seen).toEqual(["both", "other origin"]);
});
