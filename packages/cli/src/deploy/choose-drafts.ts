import { TuttiError } from "@tutti/core/errors";
import type { Draft } from "@tutti/project/deploy/draft";
import { entriesNamed } from "@tutti/project/deploy/name-patterns";
import { type DeploymentEntry, entryName } from "@tutti/project/files/deployment-entry";
import type { Project } from "@tutti/project/files/read-project";
import { applyOptions } from "./apply-options.ts";
import type { DeployOptions } from "./deploy-options.ts";

/** What is to be deployed: one flow as typed, or those of the project's files that were meant. */
export async function chooseDrafts(
  project: Project,
  entrypoint: string | null,
  options: DeployOptions,
): Promise<Draft[]> {
  if (options.all && (entrypoint !== null || options.names.length > 0)) {
    throw new TuttiError("invalid_usage", "--all deploys all; it takes neither an entry point nor --name.");
  }
  if (entrypoint !== null) return [await typedDraft(project, entrypoint, options)];
  const entries = chooseEntries(project, options);
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
  const entry = standingEntry(project, entrypoint, name);
  const values = await applyOptions(entry?.values ?? {}, entrypoint, name, options);
  return { entry, values, steps: entry?.steps ?? project.steps };
}

function standingEntry({ deployments }: Project, entrypoint: string, name: string | null): DeploymentEntry | null {
  const fitting = deployments.filter((entry) => {
    const own = entry.values.entrypoint ?? "";
    const isNamed = name === null || entryName(entry) === name || (entryName(entry) ?? "") === "";
    return isNamed && (own === "" || plainPath(own) === plainPath(entrypoint));
  });
  const [first = null, ...others] = fitting;
  const named = fitting.find((entry) => entryName(entry) === name);
  return named ?? (name === null && others.length > 0 ? null : first);
}

function plainPath(entrypoint: string): string {
  return entrypoint.replace(/^\.\//, "");
}

function chooseEntries({ deployments }: Project, options: DeployOptions): DeploymentEntry[] {
  const entries = deployments.filter((entry) => (entryName(entry) ?? "") !== "");
  if (options.names.length > 0) {
    return [...new Set(options.names.flatMap((pattern) => entriesNamed(entries, pattern)))];
  }
  const [only] = entries;
  if (only !== undefined && (options.all || entries.length === 1)) return entries;
  if (only === undefined) {
    throw new TuttiError("invalid_deployment", "what? Say tutti deploy path/to/file.ts:mainFlow -n NAME --pool POOL");
  }
  const names = entries.map(entryName).join(", ");
  throw new TuttiError("invalid_deployment", `which? Say --all, or --name with some of ${names}`);
}
