import type { Mint, RunState } from "./run-state.ts";

/**
 * Id, time and transition for the state that takes a proposal's place. The proposal will not be saved, so its id is free;
 * its transition id makes the proposal, sent again since the answer was lost, a duplicate.
 */
export function inPlaceOf(proposed: RunState): Mint {
  return { id: proposed.id, timestamp: proposed.timestamp, transitionId: proposed.transitionId };
}
