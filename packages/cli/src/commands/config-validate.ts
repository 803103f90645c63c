import { profileProblems } from "@tutti/client/active-profile";
import { defineCommand } from "../command.ts";
import { EXIT } from "../exit-code.ts";

export const configValidate = defineCommand({
  description: "Checks every setting of the profile in use, and says what is wrong with it.",
  options: {},
  examples: [["tutti -p prod config validate", "another profile"]],
  async run({ output, profile }) {
    const active = await profile();
    const problems = profileProblems(active);
    for (const problem of problems) output.line(problem);
    if (problems.length > 0) return EXIT.failed;
    output.say(`The profile ${active.name} is valid.`);
    return EXIT.ok;
  },
});
