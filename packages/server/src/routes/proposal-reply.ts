import type { OrchestrationResult } from "@tutti/core/wire/orchestration";
import type { ProposalResult } from "../commands/flow-runs/proposal-result.ts";

/** The reply to a proposal: 201 when it made the state that is answered, 200 when that stood before. */
export function proposalReply({ isNew, ...body }: ProposalResult): { status: 200 | 201; body: OrchestrationResult } {
  return { status: isNew ? 201 : 200, body };
}
