import { spawn } from "node:child_process";
import { once } from "node:events";
import { access } from "node:fs/promises";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { z } from "zod";
import { TuttiError } from "@tutti/core/errors";
import { opaqueObject } from "@tutti/core/wire/primitives";
import { entryPointText, type EntryPoint } from "../entry-point.ts";
import type { FlowSite } from "./describe-flow.ts";
import type { FlowDescription } from "./flow-description.ts";
import { PYTHON_PROGRAM } from "./python-program.ts";

const answerOfPython = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("flow"),
    name: z.string(),
    version: z.string().nullable(),
    description: z.string().nullable(),
    schema: opaqueObject,
  }),
  z.object({ kind: z.literal("no-prefect"), error: z.string() }),
  z.object({ kind: z.literal("unloadable"), error: z.string(), type: z.string() }),
]);

/** Asks the user's own Python, with the user's own Prefect, what a flow is. */
export async function describePythonFlow(entryPoint: EntryPoint, site: FlowSite): Promise<FlowDescription> {
  const python = await pythonOf(site);
  const answer = await ask(python, entryPointText(entryPoint), site);
  if (answer.kind === "no-prefect") {
    throw new TuttiError("missing_python", `${python} has no Prefect (${answer.error})`);
  }
  if (answer.kind === "unloadable") throw unloadable(answer, entryPoint);
  const { name, version, description, schema } = answer;
  return { name, version, description, parameterSchema: schema, warnings: [] };
}

function unloadable({ error, type }: { readonly error: string; readonly type: string }, entryPoint: EntryPoint) {
  const { exportName, file } = entryPoint;
  const isMissing = type === "MissingFlowError" || (type === "AttributeError" && error.includes(exportName));
  if (isMissing) return new TuttiError("invalid_entrypoint", `${file} has no flow ${exportName}.`);
  return new TuttiError("unloadable_flow", `${file}\n${error.trimEnd().replaceAll(/^/gm, "    ")}`);
}

/** What TUTTI_PYTHON says, else that of the active or the project's own virtual environment, else the one on the PATH. */
async function pythonOf({ environment, folder }: FlowSite): Promise<string> {
  if (environment["TUTTI_PYTHON"]) return environment["TUTTI_PYTHON"];
  const binary = process.platform === "win32" ? join("Scripts", "python.exe") : join("bin", "python");
  const active = environment["VIRTUAL_ENV"];
  const candidates = [...(active ? [active] : []), join(folder, ".venv"), join(folder, "venv")];
  for (const candidate of candidates.map((root) => join(root, binary))) {
    const exists = await access(candidate).then(
      () => true,
      () => false,
    );
    if (exists) return candidate;
  }
  return process.platform === "win32" ? "python" : "python3";
}

async function ask(python: string, entryPoint: string, { folder, environment }: FlowSite) {
  const child = spawn(python, ["-c", PYTHON_PROGRAM, entryPoint], {
    cwd: folder,
    env: { ...environment, PYTHONPATH: pythonPath(folder, environment["PYTHONPATH"]) },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const started = new Promise<void>((resolve, reject) => {
    child.once("spawn", resolve);
    child.once("error", (cause) => reject(new TuttiError("missing_python", `${python} cannot be started`, { cause })));
  });
  await started;
  const [written, [code]] = await Promise.all([text(child.stdout), once(child, "exit")]);
  if (written === "") throw new TuttiError("unloadable_flow", `${entryPoint}: ${python} ended with ${String(code)}`);
  return answerOfPython.parse(JSON.parse(written));
}

/** Files of the project import each other by its folder. */
function pythonPath(folder: string, given: string | undefined): string {
  const separator = process.platform === "win32" ? ";" : ":";
  return given ? `${folder}${separator}${given}` : folder;
}
