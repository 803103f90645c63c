import { TuttiError } from "@tutti/core/errors";
import { didYouMean } from "@tutti/client/closest";
import { shellWord } from "@tutti/project/deploy/shell-word";
import { findFlows } from "@tutti/project/flow-description/find-flows";
import { initProject } from "@tutti/project/init/init-project";
import { isCommonjs } from "@tutti/project/init/is-commonjs";
import { projectFacts } from "@tutti/project/init/project-facts";
import {
  inferRecipe,
  missingInputs,
  RECIPE_INPUTS,
  RECIPE_NAMES,
  type RecipeName,
  type RecipeValues,
} from "@tutti/project/init/recipes";
import { CLI_VERSION } from "../cli-version.ts";
import type { initOptions } from "../commands/init.ts";
import type { CommandContext } from "../context.ts";
import { nameAndText } from "../json-input.ts";
import type { OptionValues } from "../option.ts";
import { ask } from "../prompts.ts";

/** Makes a folder a project, asks for what is missing, and says what was made and what was left alone. */
export async function initHere(
  context: CommandContext,
  directory: string,
  options: OptionValues<typeof initOptions>,
): Promise<void> {
  const { output } = context;
  const given = Object.fromEntries(options.fields.map(readField));
  const facts = await projectFacts(directory, context.environment);
  const recipe = options.recipe === null ? inferRecipe({ ...facts, ...given }) : recipeNamed(options.recipe);
  const values = await complete(context, recipe, { ...facts, ...given });
  const name = options.name ?? values["name"] ?? "";
  const { created, left } = await initProject({ directory, name, version: CLI_VERSION, recipe, values });
  if (options.output === "json") {
    output.json({ name, directory, recipe, created, left });
    return;
  }
  if (created.length > 0) output.say(`Made the project ${name} by the recipe ${recipe}, in ${directory}:`);
  for (const file of created) output.line(file);
  if (left.length > 0)
    output.say(`Left alone, because ${left.length > 1 ? "they are" : "it is"} there already: ${left.join(", ")}`);
  if (await isCommonjs(directory)) {
    output.say("Here Node takes files for CommonJS, and flows import. Type npm pkg set type=module");
  }
  const [flow = "file.ts:flow"] = await findFlows(directory);
  output.say(output.styleAside("dim", `Next: tutti dev, or tutti deploy ${shellWord(flow)} -n <name> -p <pool>`));
}

/** What the recipe at hand does not use is not wrong, as a script may tell all. */
function readField(field: string): readonly [key: string, value: string] {
  const [key, value] = nameAndText(field, "--field");
  if (RECIPE_INPUTS.includes(key)) return [key, value];
  const known = new Intl.ListFormat("en").format(RECIPE_INPUTS);
  throw new TuttiError(
    "invalid_usage",
    `No recipe has an input ${key}; there are ${known}.${didYouMean(key, RECIPE_INPUTS)}`,
  );
}

function recipeNamed(name: string): RecipeName {
  const recipe = RECIPE_NAMES.find((known) => known === name);
  if (recipe !== undefined) return recipe;
  const known = new Intl.ListFormat("en").format(RECIPE_NAMES);
  throw new TuttiError(
    "invalid_usage",
    `There is no recipe ${name}; there are ${known}.${didYouMean(name, RECIPE_NAMES)}`,
  );
}

async function complete(context: CommandContext, recipe: RecipeName, values: RecipeValues): Promise<RecipeValues> {
  const answers: Record<string, string> = {};
  const missing = missingInputs(recipe, values);
  if (missing.length > 0 && !context.isInteractive) {
    const what = missing.map(([key, what]) => `${key} (${what})`).join(" and ");
    const fields = missing.map(([key]) => `-f ${key}=<value>`).join(" ");
    throw new TuttiError("invalid_usage", `The recipe ${recipe} needs ${what}. Add ${fields}.`);
  }
  for (const [key, what] of missing) {
    answers[key] = await ask(context, {
      message: `${key}: ${what}`,
      instead: `-f ${key}=<value>`,
      problem: (answer) => (answer.trim() === "" ? `The recipe ${recipe} needs it.` : null),
    });
  }
  return { ...values, ...answers };
}
