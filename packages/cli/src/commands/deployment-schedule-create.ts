import { defineCommand } from "../command.ts";
import { flag, outputOption, texts, toggle } from "../option.ts";
import { scheduleFlags } from "../deployments/schedule-flags.ts";

export const deploymentScheduleCreate = defineCommand({
  description:
    "Adds a schedule to a deployment and shows the next ten times it is due. On a terminal it asks for what is missing, and before it saves.",
  arguments: [{ term: "<deployment>", description: "<flow>/<deployment>, or its id" }],
  options: {
    ...scheduleFlags,
    param: texts("-p, --param <name=value>", "a parameter of the runs it makes; repeatable"),
    active: toggle("--no-active", "make no runs yet"),
    replace: flag("--replace", "in place of the schedules that are there"),
    yes: flag("-y, --yes", "do not ask"),
    output: outputOption,
  },
  examples: [
    ["tutti deployment schedule create main-flow/taxi1", "asks for it"],
    ["tutti deployment schedule create main-flow/taxi1 --cron '0 9 * * 1-5' --timezone Europe/Berlin", ""],
    ["tutti deployment schedule create main-flow/taxi1 --interval '15 minutes' --replace -y", ""],
  ],
  async run(context, { args, options }) {
    const { createSchedule } = await import("../deployments/create-schedule.ts");
    return createSchedule(context, args[0] ?? "", options);
  },
});
