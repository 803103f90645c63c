import { defineCommand } from "../command.ts";
import { scheduleTargetArguments, scheduleTargetOptions } from "../deployments/schedule-flags.ts";

export const deploymentSchedulePause = defineCommand({
  description: "Pauses a schedule of a deployment, or all of them: it makes no runs until it is resumed.",
  arguments: scheduleTargetArguments,
  options: scheduleTargetOptions,
  examples: [
    ["tutti deployment schedule pause main-flow/taxi1", "the only one"],
    ["tutti deployment schedule pause main-flow/taxi1 0195f1c2", "one of several"],
    ["tutti deployment schedule pause --all -y", "everywhere"],
  ],
  async run(context, { args: [deployment, schedule], options }) {
    const { setSchedulesActive } = await import("../deployments/change-schedules.ts");
    return setSchedulesActive(context, { deployment, schedule, ...options }, false);
  },
});
