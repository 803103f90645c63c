import { registryOf } from "@tutti/project/docker/image-name";
import { repositoryAddress } from "@tutti/project/git/repository-address";
import { missingInputs, type RecipeName, RECIPES, type RecipeValues } from "@tutti/project/init/recipes";
import { TuttiError } from "@tutti/core/errors";
import { putBlock } from "../blocks/create-block.ts";
import type { CommandContext } from "../context.ts";
import { ask, offer } from "../prompts.ts";
import type { DeploySession } from "./deploy-session.ts";

/** What is known when a recipe's questions are asked. */
export interface RecipeQuestions {
  readonly context: CommandContext;
  readonly session: DeploySession;
  /** What was said with --field: it is not asked for. */
  readonly given: RecipeValues;
  /** What is seen of the folder: it is offered. */
  readonly facts: RecipeValues;
  /** Names the blocks that keep what is secret. */
  readonly deploymentName: string;
  /** Whether nothing shall be changed. */
  readonly isDryRun: boolean;
}

const REGISTRY_TYPE = "docker-registry-credentials";

/** Asks for all that a recipe can be told: the image first, then the repository. Secrets go into blocks of the server. */
export async function askRecipe(questions: RecipeQuestions, name: RecipeName): Promise<RecipeValues> {
  const { inputs } = RECIPES[name];
  const { facts, given, context } = questions;
  const values: Record<string, string> = {
    ...facts,
    ...given,
    ...("image_name" in inputs && context.isInteractive ? await askImage(questions) : {}),
    ...("repository" in inputs && context.isInteractive ? await askRepository(questions) : {}),
  };
  for (const [key, what] of missingInputs(name, values)) {
    values[key] = await field(questions, key, `${key}: ${what}`);
  }
  return values;
}

async function askImage(questions: RecipeQuestions): Promise<RecipeValues> {
  const { given, facts } = questions;
  const dockerfile = await field(
    questions,
    "dockerfile",
    "Which Dockerfile? auto makes one",
    facts["dockerfile"] ?? "auto",
  );
  const image_name = await field(questions, "image_name", `image_name: ${RECIPES.docker.inputs["image_name"]}`);
  const tag = await field(questions, "tag", `tag: ${RECIPES.docker.inputs["tag"]}`, "latest");
  const values = { dockerfile, image_name, tag };
  if ("registry_block" in given || given["push"] === "no") return values;
  const instead = "--field push=no, or --field registry_block=NAME";
  const { context } = questions;
  if (!("push" in given) && !(await offer(context, { message: "Shall the image be pushed to its registry?", instead })))
    return { ...values, push: "no" };
  const isPrivate = "Does the registry want a login that Docker here does not have?";
  if (!(await offer(context, { message: isPrivate, instead, initialValue: false }))) return values;
  return { ...values, registry_block: await keepLogin(questions, registryOf(image_name)) };
}

async function keepLogin(questions: RecipeQuestions, registry_url: string): Promise<string> {
  const { context } = questions;
  const instead = "--field registry_block=NAME";
  const username = await ask(context, { message: "Who signs in?", instead, problem: needed });
  const password = await ask(context, { message: "With which password?", instead, problem: needed, isSecret: true });
  return keep(questions, REGISTRY_TYPE, "registry", { username, password, registry_url });
}

async function askRepository(questions: RecipeQuestions): Promise<RecipeValues> {
  const { given, facts, context } = questions;
  const where = "Which git repository is the code in?";
  const repository = await field(questions, "repository", where, facts["repository"], addressProblem);
  const branch = await field(questions, "branch", "Which branch?", facts["branch"] ?? "main");
  const values = { repository, branch };
  const takesToken = repositoryAddress(repository, null).transport === "http";
  if ("token_block" in given || !takesToken) return values;
  const instead = "--field token_block=NAME";
  if (!(await offer(context, { message: "Is the repository private?", instead, initialValue: false }))) return values;
  const message = "Which access token may read it?";
  const value = await ask(context, { message, instead, problem: needed, isSecret: true });
  return { ...values, token_block: await keep(questions, "secret", "repository-token", { value }) };
}

/** What was given, else what a person says. */
async function field(
  { given, context }: RecipeQuestions,
  key: string,
  message: string,
  initialValue?: string,
  problem: (answer: string) => string | null = needed,
): Promise<string> {
  const said = given[key] ?? "";
  if (said !== "") return said;
  const hint = initialValue === undefined ? {} : { initialValue };
  return (await ask(context, { message, instead: `--field ${key}=…`, problem, ...hint })).trim();
}

function needed(answer: string): string | null {
  return answer.trim() === "" ? "It is needed." : null;
}

function addressProblem(answer: string): string | null {
  if (needed(answer) !== null) return needed(answer);
  try {
    repositoryAddress(answer.trim(), null);
    return null;
  } catch (error) {
    return error instanceof TuttiError ? error.detail : String(error);
  }
}

/** Keeps a secret in a block of the server, and answers the block's name. */
async function keep(
  { session, deploymentName, isDryRun }: RecipeQuestions,
  slug: string,
  what: string,
  data: Readonly<Record<string, string>>,
): Promise<string> {
  const name = `${deploymentName.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-")}-${what}`;
  if (isDryRun) return name;
  await putBlock(session.api, slug, name, data);
  session.output.say(`It is kept in the block ${slug}/${name}.`);
  return name;
}
