import { defineCommand } from "../command.ts";
import { flag } from "../option.ts";

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
    const { removeFlowRun } = await import("../runs/remove-flow-run.ts");
    return removeFlowRun(context, args[0] ?? "", options);
  },
});
