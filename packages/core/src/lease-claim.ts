import type { StateType } from "./state-type.ts";

/** How the owner of a lease is called who took a run only to start its process. */
const CLAIMANT = "worker:";

export function claimant(workerName: string): string {
  return `${CLAIMANT}${workerName}`.slice(0, 255);
}

/** What is known of a run whose claim ended. */
export interface EndedClaim {
  readonly owner: string | null;
  readonly stateType: StateType | null;
  readonly infrastructurePid: string | null;
}

/** Whether nothing of the run can have begun: whoever took it is gone before a process of it was there. */
export function neverBegan({ owner, stateType, infrastructurePid }: EndedClaim): boolean {
  return owner !== null && infrastructurePid === null && yieldsToProcess(owner, stateType);
}

/** A claim keeps the run from being lost until its process is there, and is that process's as soon as it asks. */
export function yieldsToProcess(owner: string, stateType: StateType | null): boolean {
  return owner.startsWith(CLAIMANT) && stateType === "PENDING";
}
