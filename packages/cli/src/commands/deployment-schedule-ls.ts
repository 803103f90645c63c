import { defineCommand } from "../command.ts";
import { outputOption } from "../option.ts";

export const deploymentScheduleLs = defineCommand({
  description: "Lists the schedules of a deployment, and when each is due next.",
  arguments: [{ term: "<deployment>", description: "<flow>/<deployment>, or its id" }],
  options: { output: outputOption },
  examples: [["tutti deployment schedule ls main-flow/taxi1", ""]],
  async run(context, { args, options }) {
    const { listSchedules } = await import("../deployments/list-schedules.ts");
    return listSchedules(context, args[0] ?? "", options);
  },
});
