import { TuttiError } from "@tutti/core/errors";
import type { RunContext } from "../engine/run-context.ts";

/** In a transaction whose end was decided before a crash nothing new is done: throws what it ended with. */
export function refuseInDecided({ transaction }: RunContext): void {
  const decided = transaction?.decided ?? null;
  if (decided?.kind === "rollback") throw decided.error;
  if (decided !== null) throw new TuttiError("run_aborted", "the transaction around this call has committed");
}
