import { spawn } from "node:child_process";
import { mkdir, open, readFile } from "node:fs/promises";
import { join } from "node:path";
import { TuttiError } from "@tutti/core/errors";
import { SERVER_LOG_FILE, serverMain } from "@tutti/sdk/local-server";
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
  const logFile = join(home, SERVER_LOG_FILE);
  const log = await openLog(home, logFile);
  try {
    const { size } = await log.stat();
    const child = spawn(process.execPath, [serverMain(), ...argv], {
      detached: true,
      stdio: ["ignore", log.fd, log.fd, "ipc"],
      env: { ...environment, TUTTI_HOME: home },
    });
    const apiUrl = await new Promise<string | null>((resolve, reject) => {
      child.once("error", reject);
      child.once("exit", () => resolve(null));
      child.on("message", (message) => resolve(readyUrl(message)));
    });
    if (apiUrl === null || child.pid === undefined)
      throw new TuttiError("failed_start", await saidSince(logFile, size));
    child.disconnect();
    child.unref();
    return { pid: child.pid, apiUrl, logFile };
  } finally {
    await log.close();
  }
}

async function openLog(home: string, logFile: string) {
  try {
    await mkdir(home, { recursive: true, mode: 0o700 });
    return await open(logFile, "a", 0o600);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new TuttiError("unwritable_home", `${home} (${reason})`, { cause: error });
  }
}

function readyUrl(message: unknown): string | null {
  const isReady = typeof message === "object" && message !== null && "type" in message && message.type === "ready";
  return isReady && "url" in message && typeof message.url === "string" ? message.url : null;
}

async function saidSince(logFile: string, offset: number): Promise<string> {
  const said = (await readFile(logFile)).subarray(offset).toString("utf8").trim();
  return said === "" ? `it ended without a word; its log is ${logFile}` : said.replace(/^tutti: /, "");
}
