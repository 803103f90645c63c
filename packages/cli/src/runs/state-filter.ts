import { defaultStateName, STATE_TYPES, type StateType } from "@tutti/core/state-type";
import { oneOf, texts } from "../option.ts";

/** Names that states have by default, for people who type `completed`; any other name is taken as it is. */
const STATE_NAMES: readonly string[] = [
  ...STATE_TYPES.map(defaultStateName),
  "Late",
  "AwaitingRetry",
  "Retrying",
  "Resuming",
  "Recovering",
  "Suspended",
  "Cached",
  "TimedOut",
];

export const stateOptions = {
  states: texts("--state <name>", "only runs in a state of this name; repeatable", knownName),
  stateTypes: texts("--state-type <type>", "only runs in a state of this type; repeatable", oneOf(STATE_TYPES)),
};

/** The conditions on a run's state that the options ask for; null for none. */
export function stateCondition(options: {
  readonly states: readonly string[];
  readonly stateTypes: readonly string[];
}) {
  const { states, stateTypes } = options;
  if (states.length === 0 && stateTypes.length === 0) return null;
  const types = STATE_TYPES.filter((type: StateType) => stateTypes.includes(type));
  return {
    ...(states.length === 0 ? {} : { name: { any_: [...states] } }),
    ...(types.length === 0 ? {} : { type: { any_: types } }),
  };
}

function knownName(name: string): string {
  return STATE_NAMES.find((known) => known.toLowerCase() === name.toLowerCase()) ?? name;
}
