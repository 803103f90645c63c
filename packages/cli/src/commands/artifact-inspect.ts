import { defineCommand } from "../command.ts";
import { count, outputOption } from "../option.ts";

export const artifactInspect = defineCommand({
  description: "Shows the versions of an artifact with their data, the newest first.",
  arguments: [{ term: "<key>", description: "its key" }],
  options: {
    limit: count("-l, --limit <count>", "how many versions to show", { min: 1, fallback: 10 }),
    output: outputOption,
  },
  examples: [["tutti artifact inspect duration-model-report -l 1", "the newest"]],
  async run(context, { args, options }) {
    const { showArtifact } = await import("../artifacts/show-artifacts.ts");
    return showArtifact(context, args[0] ?? "", options);
  },
});
