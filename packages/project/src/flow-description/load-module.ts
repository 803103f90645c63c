import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { TuttiError } from "@tutti/core/errors";
import { type DescribedModule, describedModule } from "./described-module.ts";

const PROGRAM = fileURLToPath(import.meta.resolve("./describe-module-program.ts"));
const LOADED_WITHIN_MS = 60_000;

/**
 * Loads a user's file in a process of its own and answers what it says of the flow. What the file prints goes to stderr.
 * Throws `invalid_entrypoint` when the process ends without an answer, or gives none for a minute.
 */
export async function loadModule(
  path: string,
  exportName: string,
  folder: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<DescribedModule> {
  const child = fork(PROGRAM, [path, exportName], {
    cwd: folder,
    env: { ...environment },
    execArgv: [],
    stdio: ["ignore", 2, 2, "ipc"],
  });
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), LOADED_WITHIN_MS);
  try {
    return await Promise.race([
      once(child, "message", { signal: stop.signal }).then(([message]) => describedModule.parse(message)),
      endWithoutAnswer(child, path),
    ]);
  } catch (error) {
    if (!stop.signal.aborted) throw error;
    throw new TuttiError("invalid_entrypoint", `${path} was still loading after ${LOADED_WITHIN_MS / 1000} s`);
  } finally {
    clearTimeout(timer);
    child.kill("SIGKILL");
  }
}

/** The process may be gone before what it sent was read; nothing comes any more once the channel is closed. */
async function endWithoutAnswer(child: ChildProcess, path: string): Promise<never> {
  await once(child, "disconnect");
  if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
  const how = child.signalCode ?? String(child.exitCode);
  throw new TuttiError("invalid_entrypoint", `${path} ended its process (${how}) when it was loaded`);
}
