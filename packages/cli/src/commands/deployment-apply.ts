import { defineCommand } from "../command.ts";
import { outputOption, toggle } from "../option.ts";

export const deploymentApply = defineCommand({
  description:
    "Deploys what files describe that tutti deployment build wrote, or Prefect 2. All are checked before any is sent.",
  arguments: [{ term: "<files...>", description: "the files" }],
  options: {
    upload: toggle("--upload", "taken for Prefect 2's sake: nothing is uploaded"),
    output: outputOption,
  },
  examples: [["tutti deployment apply mainFlow-deployment.yaml", "as deployment build named it"]],
  async run(context, { args, options }) {
    const { applyFiles } = await import("../deploy/apply-files.ts");
    return applyFiles(context, args, options.output);
  },
});
