import { spawn } from "node:child_process";
import { mkdir, open } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { TuttiError } from "@tutti/core/errors";
import { printLine } from "./print-line.ts";

/** Below the home folder: what a server started in the background says. */
export const SERVER_LOG_FILE = "server.log";

/** The file that runs a server. It is found when needed, so that this package does not depend on the server's. */
export function serverMain(): string {
  try {
    return fileURLToPath(import.meta.resolve("@tutti/server/main"));
  } catch (error) {
    throw new TuttiError("missing_server", "@tutti/server is not installed", { cause: error });
  }
}

/** Starts the local server of this home in the background. If another is there already, the new one leaves again. */
export async function startLocalServer(home: string, environment: NodeJS.ProcessEnv = process.env): Promise<void> {
  await mkdir(home, { recursive: true, mode: 0o700 });
  const log = await open(join(home, SERVER_LOG_FILE), "a", 0o600);
  try {
    const child = spawn(process.execPath, [serverMain()], {
      cwd: home,
      detached: true,
      stdio: ["ignore", log.fd, log.fd],
      env: { ...environment, TUTTI_HOME: home, TUTTI_SERVER_EPHEMERAL: "1" },
    });
    child.once("error", (error) => printLine(`tutti: the local server did not start: ${error.message}`));
    child.unref();
  } finally {
    await log.close();
  }
}
