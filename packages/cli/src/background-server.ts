import { spawn } from "node:child_process";
import { withServerCompileCache } from "@tutti/client/compile-cache";
import { serverMain } from "@tutti/sdk/local-server";
import { failedStart, openServerLog } from "@tutti/sdk/server-log";
import type { Environment } from "@tutti/core/settings/read-settings";

export interface BackgroundServer {
  readonly pid: number;
  readonly apiUrl: string;
  readonly logFile: string;
}

/**
 * Starts a server that outlives this process and stays until it is stopped; resolves when it answers. Throws
 * `failed_start` with what it said last.
 */
export async function startInBackground(
  argv: readonly string[],
  environment: Environment,
  home: string,
): Promise<BackgroundServer> {
  const log = await openServerLog(home);
  const { fd } = log.file;
  try {
    const child = spawn(process.execPath, [serverMain(), ...argv], {
      detached: true,
      stdio: ["ignore", fd, fd, "ipc"],
      env: { ...withServerCompileCache(environment), TUTTI_HOME: home },
    });
    const apiUrl = await new Promise<string | null>((resolve, reject) => {
      child.once("error", reject);
      child.once("exit", () => resolve(null));
      child.on("message", (message) => resolve(readyUrl(message)));
    });
    if (apiUrl === null || child.pid === undefined) throw await failedStart(log);
    child.disconnect();
    child.unref();
    return { pid: child.pid, apiUrl, logFile: log.path };
  } finally {
    await log.file.close();
  }
}

function readyUrl(message: unknown): string | null {
  const isReady = typeof message === "object" && message !== null && "type" in message && message.type === "ready";
  return isReady && "url" in message && typeof message.url === "string" ? message.url : null;
}
