import { TuttiError } from "@tutti/core/errors";
import type { Draft } from "@tutti/project/deploy/draft";
import { entriesNamed } from "@tutti/project/deploy/name-patterns";
import { findFlows } from "@tutti/project/flow-description/find-flows";
import { type DeploymentEntry, entryName } from "@tutti/project/files/deployment-entry";
import type { Project } from "@tutti/project/files/read-project";
import type { CommandContext } from "../context.ts";
import { choose } from "../prompts.ts";
import { applyOptions } from "./apply-options.ts";
import type { DeployOptions } from "./deploy-options.ts";
import { isBlank } from "./is-blank.ts";

/** What is to be deployed: one flow as typed, or those of the project's files that were meant. */
export async function chooseDrafts(
  context: CommandContext,
  project: Project,
  entrypoint: string | null,
  options: DeployOptions,
): Promise<Draft[]> {
  if (options.all && (entrypoint !== null || options.names.length > 0)) {
    throw new TuttiError("invalid_usage", "--all deploys all; it takes neither an entry point nor --name.");
  }
  if (entrypoint !== null) return [await typedDraft(project, entrypoint, options)];
  const entries = await chooseEntries(context, project, options);
  if (entries === "new") return [await newDraft(project, options)];
  return Promise.all(
    entries.map(async (entry) => ({
      entry,
      values: await applyOptions(entry.values, null, null, options),
      steps: entry.steps,
    })),
  );
}

/** A flow by its entry point. What a file says of the same deployment, or of one without a name, stands beneath. */
async function typedDraft(project: Project, entrypoint: string, options: DeployOptions): Promise<Draft> {
  if (options.names.length > 1) {
    throw new TuttiError("invalid_usage", "One entry point is deployed under one --name.");
  }
  const [name = null] = options.names;
  const beneath = standingEntry(project, entrypoint, name);
  const isForm = beneath !== null && isBlank(entryName(beneath)) && isBlank(beneath.values.entrypoint);
  const base = isForm ? valuesOfForm(beneath) : (beneath?.values ?? {});
  const values = await applyOptions(base, entrypoint, name, options);
  return { entry: isForm ? null : beneath, values, steps: beneath?.steps ?? project.steps };
}

/** What `tutti init` leaves to be filled in. That its list of schedules is empty does not say that there shall be none. */
function valuesOfForm({ values }: DeploymentEntry): DeploymentEntry["values"] {
  const { schedules, ...rest } = values;
  return schedules?.length === 0 ? rest : values;
}

function standingEntry({ deployments }: Project, entrypoint: string, name: string | null): DeploymentEntry | null {
  const fitting = deployments.filter((entry) => {
    const own = entry.values.entrypoint ?? "";
    const isNamed = name === null || entryName(entry) === name || isBlank(entryName(entry));
    return isNamed && (own === "" || plainPath(own) === plainPath(entrypoint));
  });
  const [first = null, ...others] = fitting;
  const named = fitting.find((entry) => entryName(entry) === name);
  return named ?? (name === null && others.length > 0 ? null : first);
}

function plainPath(entrypoint: string): string {
  return entrypoint.replace(/^\.\//, "");
}

/** Where a person can be asked, the flow is asked for later. */
async function newDraft(project: Project, options: DeployOptions): Promise<Draft> {
  const [name = null] = options.names;
  return { entry: null, values: await applyOptions({}, null, name, options), steps: project.steps };
}

async function chooseEntries(
  context: CommandContext,
  { deployments, directory }: Project,
  options: DeployOptions,
): Promise<readonly DeploymentEntry[] | "new"> {
  const entries = deployments.filter((entry) => !isBlank(entryName(entry)));
  const isOpen = context.isInteractive && !options.all;
  if (options.names.length > 0) {
    if (isOpen && entries.length === 0 && options.names.length === 1) return "new";
    return [...new Set(options.names.flatMap((pattern) => entriesNamed(entries, pattern)))];
  }
  if (isOpen) return entries.length === 0 ? "new" : pickEntry(context, entries);
  if (options.all || entries.length === 1) return entries.length === 0 ? nothingSaid(directory) : entries;
  return entries.length === 0 ? nothingSaid(directory) : manySaid(entries);
}

async function nothingSaid(directory: string): Promise<never> {
  const flows = await findFlows(directory);
  const [first = "path/to/file.ts:mainFlow"] = flows;
  const found = flows.length > 1 ? ` Flows here: ${flows.slice(0, FLOWS_NAMED).join(", ")}` : "";
  throw new TuttiError("invalid_deployment", `which flow? Say tutti deploy ${first} -n NAME --pool POOL.${found}`);
}

function manySaid(entries: readonly DeploymentEntry[]): never {
  const names = entries.map(entryName).join(", ");
  throw new TuttiError("invalid_deployment", `which? Say --all, or --name with some of ${names}`);
}

const FLOWS_NAMED = 10;
const NEW = "new";

async function pickEntry(
  context: CommandContext,
  entries: readonly DeploymentEntry[],
): Promise<readonly DeploymentEntry[] | "new"> {
  const chosen = await choose(context, {
    message: "Which deployment?",
    instead: "--name NAME or --all",
    choices: [
      ...entries.map((entry, index) => ({
        value: String(index),
        label: entryName(entry) ?? "",
        hint: entry.values.entrypoint ?? "",
      })),
      { value: NEW, label: "a new one" },
    ],
  });
  return chosen === NEW ? NEW : entries.filter((_entry, index) => String(index) === chosen);
}
