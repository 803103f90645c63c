import { TuttiError } from "@tutti/core/errors";
import { INSTANCE_HEADER, type LocalServer } from "@tutti/core/wire/local-server";
import type { ServerConfig } from "../config.ts";
import { LOOK_EVERY_MS, tryLock, waitForLock, type Lock } from "./election.ts";
import { readServerFile } from "./server-file.ts";

const ASKED_WITHIN_MS = 2000;
const LEFT_WITHIN_MS = 15_000;
/** The lock is older than the file: a server that has just begun says where it is within moments. */
const TOLD_WITHIN_MS = 5000;

/**
 * Takes the lock from the server that holds it. One that runs in the background is asked to leave, if this one shall
 * stay; any other keeps its place. Throws `database_in_use`, naming the address of the one that stays.
 */
export async function takeOver(config: ServerConfig): Promise<Lock> {
  const lock = config.isEphemeral ? null : await askUntilAnswered(config);
  if (lock !== null) return lock;
  const address = (await readServerFile(config.home))?.api_url ?? "an address it has not told yet";
  throw new TuttiError("database_in_use", `it answers at ${address} and serves ${config.home}`);
}

/** Null when the other server stays. */
async function askUntilAnswered({ home, authString }: ServerConfig): Promise<Lock | null> {
  const deadline = performance.now() + TOLD_WITHIN_MS;
  while (performance.now() < deadline) {
    const running = await readServerFile(home);
    const answer = running === null ? "unreachable" : await askToLeave(running, authString);
    if (answer === "refused") return null;
    const lock = answer === "agreed" ? await waitForLock(home, LEFT_WITHIN_MS) : tryLock(home);
    if (lock !== null) return lock;
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
  return null;
}

type Answer = "agreed" | "refused" | "unreachable";

/** Only a server that was started in the background agrees. The instance is named, so that no other one leaves. */
async function askToLeave(running: LocalServer, authString: string | null): Promise<Answer> {
  const credentials =
    authString === null ? {} : { authorization: `Basic ${Buffer.from(authString).toString("base64")}` };
  try {
    const response = await fetch(`${running.api_url}/tutti/server/stop`, {
      method: "POST",
      headers: { [INSTANCE_HEADER]: running.instance_id, ...credentials },
      signal: AbortSignal.timeout(ASKED_WITHIN_MS),
    });
    await response.body?.cancel();
    return response.status === 202 ? "agreed" : "refused";
  } catch {
    return "unreachable";
  }
}
