import { defineCommand } from "../command.ts";
import { scheduleFlags } from "../deployments/schedule-flags.ts";

export const deploymentSetSchedule = defineCommand({
  description:
    "Gives a deployment this schedule in place of all others, as Prefect 2 did; see deployment schedule create.",
  arguments: [{ term: "<deployment>", description: "<flow>/<deployment>, or its id" }],
  options: { ...scheduleFlags },
  examples: [["tutti deployment set-schedule main-flow/taxi1 --cron '0 9 * * *'", ""]],
  async run(context, { args, options }) {
    const { createSchedule } = await import("../deployments/create-schedule.ts");
    return createSchedule(context, args[0] ?? "", {
      ...options,
      param: [],
      active: null,
      replace: true,
      yes: true,
      output: null,
    });
  },
});
