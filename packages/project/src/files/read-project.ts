import { stat } from "node:fs/promises";
import { basename, resolve } from "node:path";
import { TuttiError } from "@tutti/core/errors";
import { isJsonObject } from "@tutti/core/json-object";
import { buildFormValues, fromBuildForm, isBuildForm } from "./build-form.ts";
import { checkValues, type UnknownKeys } from "./check-values.ts";
import { type DeploymentEntry, entryIdentity, stepsOf } from "./deployment-entry.ts";
import { type DeploymentValues, deploymentValues, type ProjectValues, projectValues } from "./project-schema.ts";
import { placeText, readYaml, type YamlSource, type YamlVersion } from "./yaml-source.ts";

export const TUTTI_FILE = "tutti.yaml";
export const PREFECT_FILE = "prefect.yaml";
export const DEPLOYMENT_FILE = "deployment.yaml";

/** A folder with code and the files that say how it is deployed. */
export interface Project {
  /** Absolute. */
  readonly directory: string;
  readonly name: string | null;
  /** The files that were read, absolute; `tutti.yaml`, `prefect.yaml`, `deployment.yaml`, in this order. */
  readonly files: readonly string[];
  /** Of all files, in their order. One that says neither name nor entry point is there too. */
  readonly deployments: readonly DeploymentEntry[];
  /** Steps for what no file describes yet. */
  readonly steps: DeploymentEntry["steps"];
  /** What was passed over, a sentence each. */
  readonly warnings: readonly string[];
}

interface ReadFile {
  readonly file: string;
  readonly values: ProjectValues;
  readonly entries: readonly { values: DeploymentValues; place: DeploymentEntry["place"]; index: number | null }[];
}

/**
 * Reads the project of a folder: whichever of its three files there are, or the one that is named. A folder without any
 * is a project without deployments. Throws `invalid_project_file` and `duplicate_deployment`.
 */
export async function readProject(directory: string, file: string | null = null): Promise<Project> {
  const root = resolve(directory);
  const warnings: string[] = [];
  const names = file === null ? [TUTTI_FILE, PREFECT_FILE, DEPLOYMENT_FILE] : [resolve(root, file)];
  const read: ReadFile[] = [];
  for (const name of names) {
    const path = resolve(root, name);
    if (file !== null || (await isFile(path))) read.push(await readProjectFile(path, warnings));
  }
  const first = read.find(({ values }) => hasSteps(values))?.values ?? {};
  const deployments = read.flatMap(({ values, entries }) =>
    entries.map((entry) => ({ ...entry, steps: stepsOf(entry.values, hasSteps(values) ? values : first) })),
  );
  refuseDuplicates(deployments);
  const name = read.map(({ values }) => values.name).find((given) => given !== null && given !== undefined);
  return {
    directory: root,
    name: name === undefined || name === null ? null : String(name),
    files: read.map(({ file }) => file),
    deployments,
    steps: stepsOf({}, first),
    warnings,
  };
}

async function readProjectFile(file: string, warnings: string[]): Promise<ReadFile> {
  const source = await openYaml(file, yamlVersion(file));
  const isPrefects = ![TUTTI_FILE, DEPLOYMENT_FILE].includes(basename(file));
  const unknownKeys: UnknownKeys = isPrefects ? { tell: (warning) => warnings.push(warning) } : { refuse: true };
  if (isBuildForm(source.values)) {
    const values = fromBuildForm(checkValues(buildFormValues, source, { tell: (warning) => warnings.push(warning) }));
    return { file, values: {}, entries: [{ values, place: source.placeOf([]), index: null }] };
  }
  if (isLoneDeployment(source.values)) {
    const values = checkValues(deploymentValues, source, unknownKeys);
    return { file, values: {}, entries: [{ values, place: source.placeOf([]), index: null }] };
  }
  const values = checkValues(projectValues, { ...source, values: source.values ?? {} }, unknownKeys);
  const entries = (values.deployments ?? []).map((entry, index) => {
    return { values: entry, place: source.placeOf(["deployments", index]), index };
  });
  return { file, values, entries };
}

/** Prefect's files mean what they mean to Prefect. */
export function yamlVersion(file: string): YamlVersion {
  return basename(file) === TUTTI_FILE ? "1.2" : "1.1";
}

async function openYaml(file: string, version: YamlVersion): Promise<YamlSource> {
  try {
    return await readYaml(file, version);
  } catch (error) {
    if (error instanceof TuttiError) throw error;
    const code = (error as NodeJS.ErrnoException).code ?? String(error);
    const problem = code === "ENOENT" ? "there is no such file" : `it cannot be read (${code})`;
    throw new TuttiError("invalid_project_file", `${file}: ${problem}`, { cause: error });
  }
}

/** Prefect 2.10 had files of one deployment too: its keys at the top, no list. */
function isLoneDeployment(values: unknown): boolean {
  return isJsonObject(values) && !("deployments" in values) && ("entrypoint" in values || "work_pool" in values);
}

function hasSteps(values: ProjectValues): boolean {
  return [values.build, values.push, values.pull].some((steps) => steps !== undefined);
}

function refuseDuplicates(entries: readonly DeploymentEntry[]): void {
  const seen = new Map<string, DeploymentEntry>();
  for (const entry of entries) {
    const identity = entryIdentity(entry);
    if (identity === null) continue;
    const before = seen.get(identity);
    if (before !== undefined) {
      const places = `${placeText(before.place)} and ${placeText(entry.place)}`;
      throw new TuttiError("duplicate_deployment", `${String(entry.values.name)} is described in ${places}`);
    }
    seen.set(identity, entry);
  }
}

async function isFile(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isFile() === true;
}
