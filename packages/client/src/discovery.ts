import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { TuttiError } from "@tutti/core/errors";
import { INSTANCE_HEADER, LOCAL_SERVER_FILE, localServer, type LocalServer } from "@tutti/core/wire/local-server";
import { type ApiAddress, fixedAddress, type LocateServer } from "./api-address.ts";
import type { ApiSettings } from "./api-settings.ts";
import { exchange } from "./http-exchange.ts";
import { delay } from "./delay.ts";

/** A server that is there and busy is not to be taken for none: a second one could not start. */
const ANSWER_WITHIN_MS = 15_000;
const STARTED_WITHIN_MS = 60_000;
const LOOK_EVERY_MS = 25;

/** A server on its way. */
export interface StartingServer {
  /** Why it will not come, once that is known. */
  failure(): Error | null;
}

/** Starts the local server in the background, and returns at once. Several may be started: one of them stays. */
export type StartLocalServer = () => Promise<StartingServer>;

/** What `server.json` says, when it is there and readable. */
export async function readLocalServer(home: string): Promise<LocalServer | null> {
  try {
    return localServer.parse(JSON.parse(await readFile(join(home, LOCAL_SERVER_FILE), "utf8")));
  } catch {
    return null;
  }
}

/** The local server that lives: its file is a hint, its own answer the proof. */
export async function findLocalServer(home: string): Promise<LocalServer | null> {
  const hint = await readLocalServer(home);
  if (hint === null) return null;
  try {
    const question = { method: "GET", headers: {}, timeoutMs: ANSWER_WITHIN_MS };
    const { headers } = await exchange(`${hint.api_url}/health`, question);
    return headers[INSTANCE_HEADER] === hint.instance_id ? hint : null;
  } catch {
    return null;
  }
}

/**
 * How a process finds its server (decision 26). A configured address is used as it is, and never started. Without one it
 * is the local server of `home`: the one that lives, else, when `start` is given, a new one. Rejects with
 * `missing_server`, or with what keeps the new one from starting.
 */
export function locateServer(settings: ApiSettings, home: string, start: StartLocalServer | null): LocateServer {
  if (settings.url !== null) return fixedAddress(settings.url, settings.authString, settings.uiUrl);
  return async () => addressOf((await findLocalServer(home)) ?? (await startAndFind(home, start)), settings);
}

async function startAndFind(home: string, start: StartLocalServer | null): Promise<LocalServer> {
  if (start === null) throw new TuttiError("missing_server", `none is running for ${home}`);
  const starting = await start();
  const deadline = performance.now() + STARTED_WITHIN_MS;
  while (performance.now() < deadline) {
    const found = await findLocalServer(home);
    if (found !== null) return found;
    const failure = starting.failure();
    if (failure !== null) throw failure;
    await delay(LOOK_EVERY_MS);
  }
  throw new TuttiError(
    "missing_server",
    `it did not start within ${STARTED_WITHIN_MS / 1000} s; see ${home}/server.log`,
  );
}

function addressOf(server: LocalServer, settings: ApiSettings): ApiAddress {
  return { url: server.api_url, authString: settings.authString, uiUrl: settings.uiUrl };
}
