import { stat } from "node:fs/promises";
import { basename, join } from "node:path";
import type { Environment } from "@tutti/core/settings/read-settings";
import { askClone } from "../git/git.ts";
import { withoutLogin } from "../git/repository-address.ts";
import type { RecipeValues } from "./recipes.ts";

/**
 * What can be seen of a folder: its name, whether it has a Dockerfile and a manifest of Node's, and of its git repository the address without any
 * login, the branch, and the project's folder within.
 */
export async function projectFacts(directory: string, environment: Environment): Promise<RecipeValues> {
  const facts = { directory, name: basename(directory) };
  return {
    ...facts,
    ...(await fileNamed("dockerfile", "Dockerfile", directory)),
    ...(await fileNamed("manifest", "package.json", directory)),
    ...(await gitFacts(directory, environment)),
  };
}

async function fileNamed(fact: string, name: string, directory: string): Promise<RecipeValues> {
  return (await stat(join(directory, name)).catch(() => null))?.isFile() === true ? { [fact]: name } : {};
}

async function gitFacts(directory: string, environment: Environment): Promise<RecipeValues> {
  const ask = askClone(directory, environment);
  const repository = await ask("config", "--get", "remote.origin.url");
  if (repository === null || repository === "") return {};
  const branch = await ask("symbolic-ref", "--short", "--quiet", "HEAD");
  const folder = ((await ask("rev-parse", "--show-prefix")) ?? "").replace(/\/$/, "");
  return {
    repository: withoutLogin(repository),
    branch: branch === null || branch === "" ? "main" : branch,
    ...(folder === "" ? {} : { folder }),
  };
}
