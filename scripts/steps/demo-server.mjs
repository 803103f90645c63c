import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { homedir } from "node:os";
import { join } from "node:path";
import { inRoot } from "./project-paths.mjs";
import { endGroup, startCommand } from "./run-command.mjs";

const PREFERRED_PORT = 4200;
const ANSWER_WITHIN_MS = 2000;

/** The server of this home that already runs. `server.json` is a hint; the answer of the instance is the proof. */
async function runningServer() {
  const file = join(process.env.TUTTI_HOME ?? join(homedir(), ".tutti"), "server.json");
  if (!existsSync(file)) return undefined;
  try {
    const hint = JSON.parse(readFileSync(file, "utf8"));
    const answer = await fetch(`${hint.api_url}/health`, { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
    return answer.headers.get("x-tutti-instance") === hint.instance_id ? hint.api_url : undefined;
  } catch {
    return undefined;
  }
}

async function isFree(port) {
  const probe = createServer();
  try {
    probe.listen(port, "127.0.0.1");
    await once(probe, "listening");
    return true;
  } catch {
    return false;
  } finally {
    probe.close();
  }
}

async function firstFreePort() {
  for (let port = PREFERRED_PORT; port < PREFERRED_PORT + 100; port++) if (await isFree(port)) return port;
  throw new Error(`no port from ${PREFERRED_PORT} to ${PREFERRED_PORT + 99} is free`);
}

/**
 * Answers `{ api, stop }`: the server of the user's home when one runs already, which then is left alone, else a new one
 * on port 4200 or the next free one.
 */
export async function openServer(node, report) {
  const api = await runningServer();
  if (api) {
    report(`Tutti's server already runs: ${api}`);
    return { api, stop: async () => undefined };
  }
  const port = await firstFreePort();
  if (port !== PREFERRED_PORT) report(`port ${PREFERRED_PORT} is taken: the server uses port ${port}`);
  const child = startCommand(node, [inRoot("packages/server/src/main.ts"), "--port", String(port)], {
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const exited = once(child, "exit");
  const ready = once(child, "message").then(([message]) => message.url);
  const url = await Promise.race([ready, exited.then(() => undefined)]);
  if (url === undefined) throw new Error("the server did not start; the line above says why");
  return {
    api: url,
    stop: async () => {
      endGroup(child);
      await exited;
    },
  };
}
