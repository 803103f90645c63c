import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { withServerCompileCache } from "@tutti/client/compile-cache";
import type { StartingServer } from "@tutti/client/discovery";
import { TuttiError } from "@tutti/core/errors";
import { failedStart, openServerLog } from "./server-log.ts";

/** The file that runs a server. It is found when needed, so that this package does not depend on the server's. */
export function serverMain(): string {
  try {
    return fileURLToPath(import.meta.resolve("@tutti/server/main"));
  } catch (error) {
    throw new TuttiError("missing_server", "@tutti/server is not installed", { cause: error });
  }
}

/**
 * Starts the local server of this home in the background. If another is there already, the new one leaves again. Rejects
 * with `unwritable_home`.
 */
export async function startLocalServer(
  home: string,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<StartingServer> {
  const log = await openServerLog(home);
  let failure: Error | null = null;
  try {
    const { fd } = log.file;
    const child = spawn(process.execPath, [serverMain()], {
      cwd: home,
      detached: true,
      stdio: ["ignore", fd, fd],
      env: { ...withServerCompileCache(environment), TUTTI_HOME: home, TUTTI_SERVER_EPHEMERAL: "1" },
    });
    child.once("error", ({ message }) => {
      failure = new TuttiError("failed_start", message);
    });
    child.once("exit", (code, signal) => {
      if (signal !== null) failure = new TuttiError("failed_start", `it was ended by ${signal}`);
      else if (code !== 0) void failedStart(log).then((error) => (failure = error));
    });
    child.unref();
  } finally {
    await log.file.close();
  }
  return { failure: () => failure };
}
