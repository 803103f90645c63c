import { defineCommand } from "../command.ts";

export const deploymentPauseSchedule = defineCommand({
  description: "Pauses all schedules of a deployment, as Prefect 2 did; see deployment schedule pause.",
  arguments: [{ term: "<deployment>", description: "<flow>/<deployment>, or its id" }],
  options: {},
  examples: [["tutti deployment pause-schedule main-flow/taxi1", ""]],
  async run(context, { args: [deployment] }) {
    const { setSchedulesActive } = await import("../deployments/change-schedules.ts");
    return setSchedulesActive(context, { deployment, all: true, yes: false }, false);
  },
});
