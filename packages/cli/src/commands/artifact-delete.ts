import { defineCommand } from "../command.ts";
import { flag, text } from "../option.ts";

export const artifactDelete = defineCommand({
  description:
    "Deletes all versions of an artifact, or the one with an id. It asks first; without a terminal it needs --yes.",
  arguments: [{ term: "[key]", description: "its key" }],
  options: { id: text("--id <id>", "the one of this id, instead of a key"), yes: flag("-y, --yes", "do not ask") },
  examples: [
    ["tutti artifact delete duration-model-report", "asks first"],
    ["tutti artifact delete --id 0195f1c2-77aa-7000-8000-000000000000 -y", "one version"],
  ],
  async run(context, { args, options }) {
    const { removeArtifacts } = await import("../artifacts/remove-artifacts.ts");
    return removeArtifacts(context, args[0], options);
  },
});
