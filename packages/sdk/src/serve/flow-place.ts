import { TuttiError } from "@tutti/core/errors";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { getCallSites } from "node:util";

/** The file whose code called the function that calls this; null when it is none, as in a shell. */
export function callingFile(): string | null {
  const name = getCallSites(3)[2]?.scriptName ?? "";
  if (name.startsWith("file:")) return fileURLToPath(name);
  return name.startsWith("/") ? name : null;
}

/** The entry point of a flow, seen from `folder`. Throws `invalid_entrypoint` when it was defined in no file. */
export function entryPointOf(file: string | null, flowName: string, functionName: string, folder: string): string {
  if (file === null) throw new TuttiError("invalid_entrypoint", `"${flowName}" was not defined in a file`);
  const name = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(functionName) ? functionName : flowName;
  return `${relative(folder, file)}:${name}`;
}
