import { defineCommand } from "../command.ts";
import { flag } from "../option.ts";

export const deploymentSchedulePause = defineCommand({
  description: "Pauses a schedule of a deployment, or all of them: it makes no runs until it is resumed.",
  arguments: [
    { term: "[deployment]", description: "<flow>/<deployment>, or its id" },
    {
      term: "[schedule]",
      description: "the schedule's id or its beginning; where there is one only, it may be left out",
    },
  ],
  options: {
    all: flag("--all", "all of the deployment; without one, all there are"),
    yes: flag("-y, --yes", "do not ask"),
  },
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
