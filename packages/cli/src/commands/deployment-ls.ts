import { defineCommand } from "../command.ts";
import { flag, outputOption } from "../option.ts";

export const deploymentLs = defineCommand({
  description: "Lists deployments by name, of all flows or of those that are named.",
  arguments: [{ term: "[flows...]", description: "names of flows" }],
  options: { byCreated: flag("--by-created", "the newest first"), output: outputOption },
  examples: [
    ["tutti deployment ls", "all of them"],
    ["tutti deployment ls main-flow -o json", "of one flow, for a program"],
  ],
  async run(context, { args, options }) {
    const { listDeployments } = await import("../deployments/list-deployments.ts");
    return listDeployments(context, args, options);
  },
});
