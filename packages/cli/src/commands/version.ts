import { defineCommand } from "../command.ts";
import { CLI_VERSION } from "../cli-version.ts";
import { outputOption } from "../option.ts";
import { API_VERSION } from "@tutti/client/versions";

export const version = defineCommand({
  description: "Prints the versions of Tutti, of the API it speaks, and of Node. It asks no server.",
  options: { output: outputOption },
  examples: [
    ["tutti version", "for a bug report"],
    ["tutti --version", "the number alone"],
  ],
  async run({ output, profile, home }, { options }) {
    const facts = {
      version: CLI_VERSION,
      api_version: API_VERSION,
      node: process.version,
      platform: `${process.platform}/${process.arch}`,
      profile: (await profile()).name,
      home,
    };
    if (options.output === "json") output.json(facts);
    else
      output.facts([
        ["Tutti", facts.version],
        ["API", facts.api_version],
        ["Node", facts.node],
        ["Platform", facts.platform],
        ["Profile", facts.profile],
        ["Home", facts.home],
      ]);
  },
});
