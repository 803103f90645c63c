import { didYouMean } from "@tutti/client/closest";
import { TuttiError } from "@tutti/core/errors";
import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { importGuarded, type Imported } from "../engine/import-guard.ts";
import { type FlowHandle, flowHandle } from "../flow-handle.ts";

const IMPORTABLE = /\.[cm]?[jt]s$/;

/**
 * Imports the flow of an entry point, `file.ts:exportName`, below `folder`. Rejects with `invalid_entrypoint` that says
 * what is missing, or with what the file throws when it is imported.
 */
export async function loadFlow(entrypoint: string, folder: string): Promise<FlowHandle> {
  const colonAt = entrypoint.lastIndexOf(":");
  if (colonAt <= 0 || colonAt === entrypoint.length - 1) {
    throw new TuttiError("invalid_entrypoint", `"${entrypoint}" is not like flows.ts:mainFlow`);
  }
  const [path, name] = [entrypoint.slice(0, colonAt), entrypoint.slice(colonAt + 1)];
  const file = await fileOf(path, folder);
  return flowIn(await importGuarded(pathToFileURL(file).href), name, path);
}

async function fileOf(path: string, folder: string): Promise<string> {
  const file = resolve(folder, path);
  if (path.endsWith(".py")) {
    const detail = `${path} is Python, and is not run by Tutti's own process: take "tutti flow-run execute" out of the deployment's job variable "command"`;
    throw new TuttiError("invalid_entrypoint", detail);
  }
  if (!IMPORTABLE.test(path))
    throw new TuttiError("invalid_entrypoint", `${path} is neither TypeScript nor JavaScript`);
  const found = await stat(file).catch(() => null);
  if (found === null) throw new TuttiError("invalid_entrypoint", `there is no file ${path} in ${folder}`);
  if (!found.isFile()) throw new TuttiError("invalid_entrypoint", `${file} is not a file`);
  return file;
}

/**
 * The flow that is exported under this name; else the one that bears it, exported or not: a flow that is served from its
 * own file need not be exported. Throws `invalid_entrypoint`.
 */
function flowIn({ exports, made }: Imported, name: string, path: string): FlowHandle {
  const exported = new Map<string, unknown>(Object.entries(exports));
  const handle = flowHandle(exported.get(name)) ?? flowNamed([...exported.values(), ...made], name);
  if (handle !== null) return handle;
  if (exported.has(name)) {
    throw new TuttiError("invalid_entrypoint", `${name} in ${path} is not a flow: make it one with flow(…)`);
  }
  const flows = [...exported].flatMap(([key, value]) => (flowHandle(value) === null ? [] : [key]));
  const there = flows.length === 0 ? "It exports no flow." : `Its flows are ${flows.join(", ")}.`;
  throw new TuttiError("invalid_entrypoint", `${path} does not export ${name}. ${there}${didYouMean(name, flows)}`);
}

function flowNamed(candidates: readonly unknown[], name: string): FlowHandle | null {
  const handles = candidates.map((candidate) => flowHandle(candidate));
  return handles.find((handle) => handle?.name === name || handle?.functionName === name) ?? null;
}
