import { defineCommand } from "../command.ts";
import { outputOption } from "../option.ts";

export const projectRecipeLs = defineCommand({
  description: "Lists the recipes that tutti init knows, and what each wants to know.",
  options: { output: outputOption },
  examples: [["tutti project recipe ls", "all of them"]],
  async run({ output }, { options }) {
    const { RECIPES } = await import("@tutti/project/init/recipes");
    const recipes = Object.entries(RECIPES).map(([name, { description, inputs }]) => ({ name, description, inputs }));
    if (options.output === "json") {
      output.json(recipes);
      return;
    }
    output.table(
      recipes,
      [
        { header: "Name", cell: ({ name }) => name },
        { header: "Inputs", cell: ({ inputs }) => Object.keys(inputs).join(", ") },
        { header: "Description", cell: ({ description }) => description },
      ],
      "There are none.",
    );
  },
});
