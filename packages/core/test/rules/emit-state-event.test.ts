import { expect, test } from "vitest";
import { emitStateEvent } from "../../src/rules/emit-state-event.ts";
import { STATE_TYPES } from "../../src/state-type.ts";
import { flowTransition } from "../support/flow-transitions.ts";
import { NOW, plainState, proposed } from "../support/states.ts";

test.each(STATE_TYPES)("%s is told as an event", (type) => {
  const state = plainState(type, proposed());
  const effects = emitStateEvent.follow(flowTransition(null, state), state, { now: NOW, random: () => 0 });
  expect(effects).toEqual([{ kind: "emit-event" }]);
});
