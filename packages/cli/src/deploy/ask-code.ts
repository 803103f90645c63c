import { isJsonObject } from "@tutti/core/json-object";
import type { WorkPool } from "@tutti/core/wire/work-pool";
import type { Draft } from "@tutti/project/deploy/draft";
import type { Steps } from "@tutti/project/files/deployment-entry";
import { projectFacts } from "@tutti/project/init/project-facts";
import {
  RECIPE_NAMES,
  type RecipeContent,
  type RecipeName,
  RECIPES,
  type RecipeValues,
} from "@tutti/project/init/recipes";
import type { CommandContext } from "../context.ts";
import { choose } from "../prompts.ts";
import { askRecipe } from "./ask-recipe.ts";
import type { DeploySession } from "./deploy-session.ts";

/** What was said of how the code gets there. */
export interface WantedCode {
  readonly recipe: RecipeName | null;
  readonly given: RecipeValues;
  readonly isDryRun: boolean;
}

const IN_IMAGES = new Set<RecipeName>(["docker", "docker-git"]);

/**
 * Says how the code gets to where a draft runs: by the recipe that was named, else as a person chooses. It is not asked
 * where the files say it, and where nothing but this folder can be meant.
 */
export async function withCode(
  context: CommandContext,
  session: DeploySession,
  draft: Draft,
  pool: WorkPool | null,
  { recipe, given, isDryRun }: WantedCode,
): Promise<Draft> {
  if (recipe === null && (!context.isInteractive || draft.steps.pull !== null)) return draft;
  const facts = await projectFacts(session.project.directory, session.environment);
  const offered = RECIPE_NAMES.filter((name) => !IN_IMAGES.has(name) || takesImage(pool));
  if (recipe === null && !("repository" in { ...facts, ...given }) && !offered.some((name) => IN_IMAGES.has(name)))
    return draft;
  const name = recipe ?? (await chooseRecipe(context, offered));
  if (recipe === null && name === "local") return draft;
  const deploymentName = String(draft.values.name ?? "deployment");
  const values = await askRecipe({ context, session, given, facts, deploymentName, isDryRun }, name);
  return withContent(draft, RECIPES[name].content(values));
}

function takesImage(pool: WorkPool | null): boolean {
  const variables = pool?.base_job_template["variables"];
  const properties = isJsonObject(variables) ? variables["properties"] : null;
  return isJsonObject(properties) && "image" in properties;
}

function chooseRecipe(context: CommandContext, offered: readonly RecipeName[]): Promise<RecipeName> {
  return choose(context, {
    message: "How does the code get to where it runs?",
    instead: "--recipe NAME",
    choices: offered.map((name) => ({ value: name, label: name, hint: RECIPES[name].description })),
  });
}

function withContent(draft: Draft, { build, push, pull, jobVariables }: RecipeContent): Draft {
  const { work_pool: workPool } = draft.values;
  const [ownBuild, ownPush, ownPull] = [build ?? [], push ?? [], pull] as Steps[];
  return {
    ...draft,
    values: {
      ...draft.values,
      ...(build === null ? {} : { build: [...(ownBuild ?? [])] }),
      ...(push === null ? {} : { push: [...(ownPush ?? [])] }),
      pull: [...(ownPull ?? [])],
      work_pool: { ...workPool, job_variables: { ...jobVariables, ...workPool?.job_variables } },
    },
    steps: { build: ownBuild ?? [], push: ownPush ?? [], pull: ownPull ?? [] },
  };
}
