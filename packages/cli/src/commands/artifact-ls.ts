import { defineCommand } from "../command.ts";
import { count, flag, outputOption } from "../option.ts";

export const artifactLs = defineCommand({
  description: "Lists artifacts by key, of each the newest.",
  options: {
    all: flag("-a, --all", "every version"),
    limit: count("-l, --limit <count>", "how many to list", { min: 1, fallback: 100 }),
    output: outputOption,
  },
  examples: [
    ["tutti artifact ls", "the newest of each key"],
    ["tutti artifact ls -a", "every version"],
  ],
  async run(context, { options }) {
    const { listArtifacts } = await import("../artifacts/show-artifacts.ts");
    return listArtifacts(context, options);
  },
});
