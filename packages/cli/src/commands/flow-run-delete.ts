import { deleteFlowRun } from "@tutti/client/flow-runs";
import { confirm } from "../confirm.ts";
import { defineCommand } from "../command.ts";
import { EXIT } from "../exit-code.ts";
import { flag } from "../option.ts";
import { oneLine } from "../plain-text.ts";
import { findFlowRun } from "../runs/find-flow-run.ts";

export const flowRunDelete = defineCommand({
  description:
    "Deletes a flow run with its tasks, states and logs. It cannot be undone, so it asks first; without a terminal it needs --yes.",
  arguments: [{ term: "<run>", description: "its id, the beginning of its id, or its name" }],
  options: { yes: flag("-y, --yes", "do not ask") },
  examples: [
    ["tutti flow-run delete brave-otter", "asks first"],
    ["tutti flow-run delete brave-otter --yes", "in a script"],
  ],
  async run(context, { args, options }) {
    const api = await context.connect();
    const run = await findFlowRun(api, args[0] ?? "");
    const question = `Delete the flow run ${oneLine(run.name)} (${run.id}, ${run.state_name ?? "without a state"})?`;
    if (!(await confirm(question, options.yes, context))) {
      context.output.say("Nothing was deleted.");
      return EXIT.failed;
    }
    await deleteFlowRun(api, run.id);
    context.output.say(`Deleted ${oneLine(run.name)}.`);
    return EXIT.ok;
  },
});
