import type { OrchestrationResult } from "@tutti/core/wire/orchestration";

/** What became of a proposed state. */
export interface ProposalResult extends OrchestrationResult {
  /**
   * Whether `state` was made for this proposal, and not before it. It cannot be told from the state's time: the store's
   * thread has a clock of its own.
   */
  readonly isNew: boolean;
}
