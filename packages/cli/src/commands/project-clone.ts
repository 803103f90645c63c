import { TuttiError } from "@tutti/core/errors";
import { defineCommand } from "../command.ts";
import { text } from "../option.ts";

export const projectClone = defineCommand({
  description:
    "Runs a deployment's pull steps in this folder, as a run would: clones its repository, installs what it needs. Prints the folder where its code is.",
  options: {
    deployment: text("-d, --deployment <flow/deployment>", "the deployment"),
    id: text("-i, --id <id>", "the deployment's id"),
  },
  examples: [["tutti project clone -d main-flow/taxi1", "the code of a deployment"]],
  async run(context, { options: { deployment, id } }) {
    if ((deployment === null) === (id === null)) {
      throw new TuttiError("invalid_usage", "Give either --deployment or --id.");
    }
    const { cloneProject } = await import("../project/clone-project.ts");
    await cloneProject(context, { name: deployment, id });
  },
});
