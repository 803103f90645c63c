import { TuttiError } from "@tutti/core/errors";
import type { Draft } from "@tutti/project/deploy/draft";
import { workPoolNamed } from "@tutti/project/deploy/work-pool-named";
import { parseEntryPoint } from "@tutti/project/entry-point";
import { RECIPE_NAMES, type RecipeName, type RecipeValues } from "@tutti/project/init/recipes";
import type { CommandContext } from "../context.ts";
import { nameAndText } from "../json-input.ts";
import { ask } from "../prompts.ts";
import { askPool } from "../work/ask-pool.ts";
import { withCode } from "./ask-code.ts";
import { askEntryPoint } from "./ask-entry-point.ts";
import { askSchedules } from "./ask-schedules.ts";
import { isBlank } from "./is-blank.ts";
import type { DeployOptions } from "./deploy-options.ts";
import type { DeploySession } from "./deploy-session.ts";
import { ensurePool } from "./ensure-pool.ts";
import type { KnownFlows } from "./known-flows.ts";

/**
 * Asks for what a draft lacks, in this order: the flow, a name, a work pool, how the code gets there, schedules. Where
 * nobody can be asked it stays as it is, and the planning says what is missing.
 */
export async function completeDraft(
  context: CommandContext,
  session: DeploySession,
  draft: Draft,
  flows: KnownFlows,
  options: DeployOptions,
): Promise<Draft> {
  const begun = withDefaultPool(draft, session);
  const named = context.isInteractive ? await withNames(context, session, begun, flows) : begun;
  const poolName = named.values.work_pool?.name ?? "";
  const isTemplate = poolName === "" || poolName.includes("{{");
  const pool = isTemplate ? null : await poolOf(context, session, poolName, options);
  const given = fieldsOf(options.fields);
  const wanted = { recipe: recipeOf(options.recipe), given, isDryRun: options.dryRun };
  const fetched = await withCode(context, session, named, pool, wanted);
  return mayBeScheduled(fetched, context, options) ? withSchedules(context, fetched) : fetched;
}

/** What is only looked at makes no pool. */
function poolOf(context: CommandContext, session: DeploySession, name: string, options: DeployOptions) {
  return options.dryRun ? workPoolNamed(session.api, name) : ensurePool(context, session, name, options.createPool);
}

/** A new deployment, of which nobody has said when it runs. */
function mayBeScheduled(
  { entry, values: { schedule, schedules } }: Draft,
  { isInteractive }: CommandContext,
  options: DeployOptions,
): boolean {
  return isInteractive && entry === null && options.schedule !== false && !schedule && !schedules;
}

async function withSchedules(context: CommandContext, draft: Draft): Promise<Draft> {
  const schedules = await askSchedules(context);
  return schedules.length === 0 ? draft : { ...draft, values: { ...draft.values, schedules } };
}

function withDefaultPool(draft: Draft, { defaultPool }: DeploySession): Draft {
  const { work_pool: pool } = draft.values;
  if (defaultPool === null || !isBlank(pool?.name)) return draft;
  return { ...draft, values: { ...draft.values, work_pool: { ...pool, name: defaultPool } } };
}

async function withNames(
  context: CommandContext,
  session: DeploySession,
  draft: Draft,
  flows: KnownFlows,
): Promise<Draft> {
  const { entrypoint: given, name: givenName, work_pool: pool } = draft.values;
  const entrypoint = await existingFlow(context, session, given ?? null, flows);
  const name = isBlank(givenName) ? await askName(context) : givenName;
  const poolName = isBlank(pool?.name) ? await askedPool(context, session) : pool?.name;
  return { ...draft, values: { ...draft.values, entrypoint, name, work_pool: { ...pool, name: poolName } } };
}

async function askedPool(context: CommandContext, { api, wantedPools }: DeploySession): Promise<string> {
  const { name, isNew } = await askPool(context, api, "Which work pool's workers run it?");
  if (isNew) wantedPools.add(name);
  return name;
}

/** The flow that was typed, when it is there; else one that a person picks. */
async function existingFlow(
  context: CommandContext,
  { project, environment, output }: DeploySession,
  given: string | null,
  flows: KnownFlows,
): Promise<string> {
  let entrypoint = isBlank(given) || given === null ? await askEntryPoint(context, project.directory) : given;
  while (!entrypoint.includes("{{")) {
    try {
      await flows.describe(parseEntryPoint(entrypoint), project.directory, environment);
      break;
    } catch (error) {
      if (!(error instanceof TuttiError) || error.code !== "invalid_entrypoint") throw error;
      output.say(error.message);
      entrypoint = await askEntryPoint(context, project.directory);
    }
  }
  return entrypoint;
}

async function askName(context: CommandContext): Promise<string> {
  const problem = (answer: string) => (/[/%&><]/.test(answer) ? "No name has / % & > or <." : null);
  const message = "What is the deployment called?";
  const answer = await ask(context, { message, initialValue: "default", instead: "-n NAME", problem });
  return answer.trim() === "" ? "default" : answer.trim();
}

function recipeOf(name: string | null): RecipeName | null {
  if (name === null) return null;
  const found = RECIPE_NAMES.find((known) => known === name);
  if (found !== undefined) return found;
  throw new TuttiError("invalid_usage", `There is no recipe ${name}; there are ${RECIPE_NAMES.join(", ")}.`);
}

function fieldsOf(fields: readonly string[]): RecipeValues {
  return Object.fromEntries(fields.map((field) => nameAndText(field, "--field")));
}
