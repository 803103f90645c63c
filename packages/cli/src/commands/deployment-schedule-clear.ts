import { defineCommand } from "../command.ts";
import { flag } from "../option.ts";

export const deploymentScheduleClear = defineCommand({
  description: "Deletes all schedules of a deployment. It asks first; without a terminal it needs --yes.",
  arguments: [{ term: "<deployment>", description: "<flow>/<deployment>, or its id" }],
  options: { yes: flag("-y, --yes", "do not ask") },
  examples: [["tutti deployment schedule clear main-flow/taxi1", "asks first"]],
  async run(context, { args, options }) {
    const { removeSchedules } = await import("../deployments/change-schedules.ts");
    return removeSchedules(context, args[0] ?? "", null, options);
  },
});
