import { deleteFlowRun } from "@tutti/client/flow-runs";
import { confirm } from "../confirm.ts";
import type { CommandContext } from "../context.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { oneLine } from "../plain-text.ts";
import { findFlowRun } from "./find-flow-run.ts";

export async function removeFlowRun(
  context: CommandContext,
  reference: string,
  options: { readonly yes: boolean },
): Promise<ExitCode> {
  const api = await context.connect();
  const run = await findFlowRun(api, reference);
  const question = `Delete the flow run ${oneLine(run.name)} (${run.id}, ${run.state_name ?? "without a state"})?`;
  if (!(await confirm(question, options.yes, context))) {
    context.output.say("Nothing was deleted.");
    return EXIT.failed;
  }
  await deleteFlowRun(api, run.id);
  context.output.say(`Deleted ${oneLine(run.name)}.`);
  return EXIT.ok;
}
