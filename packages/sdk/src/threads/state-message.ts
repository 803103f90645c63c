import { errorFromText, failureData } from "../results/failure.ts";
import { outcomeOfStates } from "../returned-outcome.ts";
import { ReturnedState } from "../returned-state.ts";
import type { GivenState } from "../state.ts";

/** A state that a task returned on a thread. `structuredClone` would leave nothing of it but fields. */
export interface StateMessage {
  readonly kind: "state";
  readonly given: GivenState;
  readonly value: unknown;
  /** Its error as it will stand on record; null when it completed. */
  readonly failure: string | null;
}

/** What the task gave that speaks of states, for the flow's thread. */
export async function stateToMessage(returned: Parameters<typeof outcomeOfStates>[0]): Promise<StateMessage> {
  const outcome = await outcomeOfStates(returned);
  const { given = { type: "COMPLETED", message: null } } = outcome;
  return outcome.kind === "value"
    ? { kind: "state", given, value: outcome.value, failure: null }
    : { kind: "state", given, value: undefined, failure: failureData(outcome.error) };
}

export function stateFromMessage({ given, value, failure }: StateMessage): ReturnedState {
  return new ReturnedState(
    given,
    failure === null ? { kind: "value", value } : { kind: "error", error: errorFromText(failure) },
  );
}
