import { deleteFlowRun } from "@tutti/client/flow-runs";
import type { FlowRun } from "@tutti/core/wire/flow-run";
import type { CommandContext } from "../context.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { oneLine } from "../plain-text.ts";
import { removeConfirmed } from "../remove-confirmed.ts";
import { type RunSelection, selectFlowRuns } from "./run-selection.ts";

/** Deletes the runs that are named, or those that a filter fits. */
export async function removeFlowRuns(
  context: CommandContext,
  references: readonly string[],
  options: RunSelection & { readonly yes: boolean },
): Promise<ExitCode> {
  const api = await context.connect();
  const runs = await selectFlowRuns(api, references, options, { going: false });
  if (runs.length === 0) {
    context.output.say("No runs fit.");
    return EXIT.ok;
  }
  return removeConfirmed(context, whatIs(runs), options.yes, async () => {
    for (const { id } of runs) await deleteFlowRun(api, id);
  });
}

function whatIs(runs: readonly FlowRun[]): string {
  const [first, ...others] = runs;
  if (first === undefined || others.length > 0) return `${runs.length} flow runs`;
  return `the flow run ${oneLine(first.name)} (${first.id}, ${first.state_name ?? "without a state"})`;
}
