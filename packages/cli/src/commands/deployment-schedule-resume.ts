import { defineCommand } from "../command.ts";
import { flag } from "../option.ts";

export const deploymentScheduleResume = defineCommand({
  description: "Resumes a schedule of a deployment, or all of them.",
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
    ["tutti deployment schedule resume main-flow/taxi1", "the only one"],
    ["tutti deployment schedule resume main-flow/taxi1 0195f1c2", "one of several"],
    ["tutti deployment schedule resume --all -y", "everywhere"],
  ],
  async run(context, { args: [deployment, schedule], options }) {
    const { setSchedulesActive } = await import("../deployments/change-schedules.ts");
    return setSchedulesActive(context, { deployment, schedule, ...options }, true);
  },
});
