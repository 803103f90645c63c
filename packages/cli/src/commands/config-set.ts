import { TuttiError } from "@tutti/core/errors";
import { settingProblem } from "@tutti/client/active-profile";
import { defineCommand } from "../command.ts";
import { changeProfile } from "../change-profile.ts";

export const configSet = defineCommand({
  description:
    "Sets settings in the profile in use. All of them are checked first: one that is wrong, and none is set.",
  arguments: [{ term: "<settings...>", description: "NAME=value, any number of them" }],
  options: {},
  examples: [
    ["tutti config set TUTTI_API_URL=http://127.0.0.1:4200/api", "which server to use"],
    ["tutti -p prod config set TUTTI_API_URL=https://tutti.example.com/api", "in another profile"],
  ],
  async run({ output, home, profile }, { args }) {
    const settings = args.map(readAssignment);
    const { name: inUse } = await profile();
    await changeProfile(home, inUse, (known) => ({ ...known, ...Object.fromEntries(settings) }));
    for (const [name] of settings) output.say(`Set ${name} in the profile ${inUse}.`);
  },
});

function readAssignment(assignment: string): readonly [name: string, value: string] {
  const [, name, value] = /^([^=]+)=(.+)$/s.exec(assignment) ?? [];
  if (name === undefined || value === undefined) {
    throw new TuttiError("invalid_usage", `"${assignment}" is not of the form NAME=value.`);
  }
  const problem = settingProblem(name, value);
  if (problem !== null) throw new TuttiError("invalid_usage", problem);
  return [name, value];
}
