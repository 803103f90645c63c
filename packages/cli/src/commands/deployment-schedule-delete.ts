import { defineCommand } from "../command.ts";
import { flag } from "../option.ts";

export const deploymentScheduleDelete = defineCommand({
  description: "Deletes a schedule of a deployment. It asks first; without a terminal it needs --yes.",
  arguments: [
    { term: "<deployment>", description: "<flow>/<deployment>, or its id" },
    { term: "<schedule>", description: "the schedule's id, or its beginning" },
  ],
  options: { yes: flag("-y, --yes", "do not ask") },
  examples: [["tutti deployment schedule delete main-flow/taxi1 0195f1c2", "asks first"]],
  async run(context, { args, options }) {
    const { removeSchedules } = await import("../deployments/change-schedules.ts");
    return removeSchedules(context, args[0] ?? "", args[1] ?? "", options);
  },
});
