import { TuttiError } from "@tutti/core/errors";
import { INSTANCE_HEADER, type LocalServer } from "@tutti/core/wire/local-server";
import type { ServerConfig } from "../config.ts";
import { tryLock, waitForLock, type Lock } from "./election.ts";
import { readServerFile } from "./server-file.ts";

const ASKED_WITHIN_MS = 2000;
const LEFT_WITHIN_MS = 15_000;
const STARTED_WITHIN_MS = 2000;

/**
 * Makes this process the home's server. One that runs in the background is asked to leave, if this one shall stay; any
 * other keeps its place. Throws `database_in_use`, naming the address of the one that stays.
 */
export async function becomeLocalServer(config: ServerConfig): Promise<Lock> {
  const { home, isEphemeral, authString } = config;
  const lock = tryLock(home);
  if (lock !== null) return lock;
  const running = await readServerFile(home);
  const left = isEphemeral || running === null ? null : await takeOver(home, running, authString);
  if (left !== null) return left;
  throw new TuttiError("database_in_use", `it answers at ${await addressOf(home)} and serves ${home}`);
}

async function takeOver(home: string, running: LocalServer, authString: string | null): Promise<Lock | null> {
  return (await askToLeave(running, authString)) ? waitForLock(home, LEFT_WITHIN_MS) : null;
}

/** Only a server that was started in the background agrees. The instance is named, so that no other one leaves. */
async function askToLeave(running: LocalServer, authString: string | null): Promise<boolean> {
  const credentials =
    authString === null ? {} : { authorization: `Basic ${Buffer.from(authString).toString("base64")}` };
  try {
    const response = await fetch(`${running.api_url}/tutti/server/stop`, {
      method: "POST",
      headers: { [INSTANCE_HEADER]: running.instance_id, ...credentials },
      signal: AbortSignal.timeout(ASKED_WITHIN_MS),
    });
    await response.body?.cancel();
    return response.status === 202;
  } catch {
    return false;
  }
}

/** The lock is older than the file: a server that has just begun writes it within moments. */
async function addressOf(home: string): Promise<string> {
  const deadline = performance.now() + STARTED_WITHIN_MS;
  for (;;) {
    const running = await readServerFile(home);
    if (running !== null) return running.api_url;
    if (performance.now() > deadline) return "an address it has not told yet";
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
