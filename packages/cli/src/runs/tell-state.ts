import { TuttiError } from "@tutti/core/errors";
import type { FlowRun } from "@tutti/core/wire/flow-run";
import type { OrchestrationResult } from "@tutti/core/wire/orchestration";
import type { CommandContext } from "../context.ts";
import { oneLine } from "../plain-text.ts";
import { stateText } from "./state-text.ts";

/** Prints the state that a run was given. Throws `wrong_state` where it was not: `failure` follows the run's name. */
export function tellState(
  { output }: CommandContext,
  run: FlowRun,
  { state, status, details }: OrchestrationResult,
  failure: string,
  format: string | null,
): void {
  const name = oneLine(run.name);
  if (status !== "ACCEPT" || state === null) {
    const reason = "reason" in details ? details.reason : null;
    throw new TuttiError("wrong_state", `${name} ${failure}: ${reason ?? `the server answered ${status}`}`);
  }
  if (format === "json") output.json(state);
  else output.line(`${name}  ${stateText(state, output)}`);
}
