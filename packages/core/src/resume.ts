import { type Mint, type PausedState, type RunState, runningState, scheduledState } from "./run-state.ts";

/** What resuming proposes: a paused run goes on in its process, a suspended one is scheduled at once. */
export function resumeProposal(paused: PausedState, mint: Mint): RunState {
  return paused.pauseReschedule ? scheduledState({ ...mint, name: "Resuming" }) : runningState(mint);
}
