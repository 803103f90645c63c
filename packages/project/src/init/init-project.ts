import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { DEPLOYMENT_FILE, TUTTI_FILE } from "../files/read-project.ts";
import { deploymentYaml, IGNORE_TEXT, tuttiYaml } from "./file-texts.ts";
import { type RecipeName, RECIPES, type RecipeValues } from "./recipes.ts";

export interface NewProject {
  readonly directory: string;
  readonly name: string;
  /** The version of Tutti that makes it. */
  readonly version: string;
  readonly recipe: RecipeName;
  readonly values: RecipeValues;
}

export interface InitResult {
  /** Names of the files that were made; a folder's ends with a slash. */
  readonly created: readonly string[];
  /** Names of those that were there, and are as they were. */
  readonly left: readonly string[];
}

/** Makes a folder a project. What is there is never written to. */
export async function initProject({ directory, name, version, recipe, values }: NewProject): Promise<InitResult> {
  const content = RECIPES[recipe].content({ ...values, name });
  const texts = { name, version, content };
  const made: [file: string, isNew: boolean][] = [
    [".tuttiignore", await writeNew(join(directory, ".tuttiignore"), IGNORE_TEXT)],
    [DEPLOYMENT_FILE, await writeNew(join(directory, DEPLOYMENT_FILE), deploymentYaml(texts))],
    [TUTTI_FILE, await writeNew(join(directory, TUTTI_FILE), tuttiYaml(texts))],
    [".tutti/", await makeOwnFolder(join(directory, ".tutti"))],
  ];
  return {
    created: made.filter(([, isNew]) => isNew).map(([file]) => file),
    left: made.filter(([, isNew]) => !isNew).map(([file]) => file),
  };
}

async function writeNew(path: string, text: string): Promise<boolean> {
  try {
    await writeFile(path, text, { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/** Where Tutti keeps what belongs to one machine: version control leaves it out by itself. */
async function makeOwnFolder(path: string): Promise<boolean> {
  const made = await mkdir(path, { recursive: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "EEXIST") return undefined;
    throw error;
  });
  if (made === undefined) return false;
  await writeNew(join(path, ".gitignore"), "*\n");
  return true;
}
