import { defineCommand } from "../command.ts";
import { flag, text } from "../option.ts";

export const deploymentDelete = defineCommand({
  description:
    "Deletes a deployment with its schedules and the runs that have not begun, or all of them. It asks first; without a terminal it needs --yes.",
  arguments: [{ term: "[deployment]", description: "<flow>/<deployment>, or its id" }],
  options: {
    id: text("--id <id>", "the deployment of this id, instead of a name"),
    all: flag("--all", "every deployment there is"),
    yes: flag("-y, --yes", "do not ask"),
  },
  examples: [
    ["tutti deployment delete main-flow/taxi1", "asks first"],
    ["tutti deployment delete --all --yes", "all of them, in a script"],
  ],
  async run(context, { args, options }) {
    const { removeDeployments } = await import("../deployments/remove-deployments.ts");
    return removeDeployments(context, args[0], options);
  },
});
