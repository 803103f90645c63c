import { parseInstant, type Instant } from "@tutti/core/instant";
import type { OrchestrationResult } from "@tutti/core/wire/orchestration";

/** 201 when the request made the state it answers with, 200 when that stood before. */
export function stateStatus(result: OrchestrationResult, receivedAt: Instant): 200 | 201 {
  const madeAt = result.state === null ? null : parseInstant(result.state.timestamp);
  return madeAt !== null && madeAt >= receivedAt ? 201 : 200;
}
