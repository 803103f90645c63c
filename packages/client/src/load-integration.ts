import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { TuttiError } from "@tutti/core/errors";

/**
 * Loads a module of a package that not everybody has, such as `@tutti/docker/docker-launcher`: one that stands beside this
 * package, else what the folder of the process has installed, where `tutti` itself stands elsewhere. The caller says what such
 * a module exports; tests of the integrations hold them to it. Throws `missing_integration`.
 */
export async function loadIntegration<Module>(
  specifier: string,
  load: () => Promise<Module> = () => import(specifier),
): Promise<Module> {
  const name = packageOf(specifier);
  try {
    return await load();
  } catch (error) {
    if (!isMissing(error, name)) throw error;
  }
  const path = pathFromHere(specifier);
  if (path === null) throw new TuttiError("missing_integration", name);
  return import(pathToFileURL(path).href);
}

function pathFromHere(specifier: string): string | null {
  try {
    return createRequire(join(process.cwd(), "package.json")).resolve(specifier);
  } catch {
    return null;
  }
}

/** Of what the package itself lacks the error is left as it is: that is no case of a package which is not there. */
function isMissing(error: unknown, name: string): boolean {
  if (!(error instanceof Error) || Reflect.get(error, "code") !== "ERR_MODULE_NOT_FOUND") return false;
  return error.message.includes(`'${name}'`) || error.message.includes(`'${name}/`);
}

function packageOf(specifier: string): string {
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}
