import { defineCommand } from "../command.ts";
import { flag, outputOption, text } from "../option.ts";

export const deploymentInspect = defineCommand({
  description: "Shows all about a deployment: where its code is, its parameters, its schedules and when they are due.",
  arguments: [{ term: "[deployment]", description: "<flow>/<deployment>, or its id" }],
  options: {
    id: text("--id <id>", "the deployment of this id, instead of a name"),
    web: flag("-w, --web", "open it in the dashboard instead"),
    output: outputOption,
  },
  examples: [
    ["tutti deployment inspect main-flow/taxi1", ""],
    ["tutti deployment inspect main-flow/taxi1 -o json", "for a program"],
  ],
  async run(context, { args, options }) {
    const { showDeployment } = await import("../deployments/show-deployment.ts");
    return showDeployment(context, args[0], options);
  },
});
