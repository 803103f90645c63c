import { expect, test } from "vitest";
import { releaseTagSlots } from "../../src/rules/release-tag-slots.ts";
import { STATE_TYPES } from "../../src/state-type.ts";
import { taskTransition } from "../support/task-transitions.ts";
import { current, NOW, plainState, proposed } from "../support/states.ts";

const HOLDING = new Set<string>(["RUNNING", "CANCELLING"]);
const pairs = [null, ...STATE_TYPES].flatMap((from) => STATE_TYPES.map((to) => [from, to] as const));

test.each(pairs)("from %s to %s", (from, to) => {
  const state = plainState(to, proposed());
  const transition = taskTransition(from === null ? null : plainState(from, current()), state);
  const releases = from !== null && HOLDING.has(from) && !HOLDING.has(to);
  expect(releaseTagSlots.follow(transition, state, { now: NOW, random: () => 0 })).toEqual(
    releases ? [{ kind: "release-tag-slots" }] : [],
  );
});
