import { flushCompileCache } from "node:module";
import { TuttiError } from "@tutti/core/errors";
import { readConfig, type ServerConfig } from "./config.ts";
import { isLoopback } from "./http/origin-check.ts";
import { TUTTI_VERSION } from "./http/versions.ts";
import { lockDatabase } from "./local-server/database-lock.ts";
import { tryLock, type Lock } from "./local-server/election.ts";
import { obeySkips } from "./skipped-time.ts";
import type { Store } from "./store/store.ts";
import type { EncryptionKey } from "./vault/encryption-key.ts";
import { freeYoungHeap } from "./young-heap.ts";

// The start is a race against half a second: the store's thread begins first, and everything else loads beside it.

/** What a person who starts a server wants to know. */
export interface ServerNews {
  readonly ready: (server: { readonly origin: string; readonly config: ServerConfig }) => void;
  /** Made just now for a server that listens beyond this machine: the only time it is shown. */
  readonly password: (authString: string) => void;
}

const plainNews: ServerNews = {
  ready({ origin }) {
    process.stdout.write(`Tutti ${TUTTI_VERSION} is ready: dashboard ${origin}/dashboard, API ${origin}/api\n`);
    obeySkips();
    process.send?.({ type: "ready", url: `${origin}/api` });
  },
  password(authString) {
    process.stdout.write(`Password of this server, shown this once: TUTTI_API_AUTH_STRING=${authString}\n`);
  },
};

/** Runs a server in this process until it is told to stop. What keeps it from starting is one line, and exit code 1. */
export async function runServer(argv: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  try {
    await serveUntilStopped(argv, env, plainNews);
  } catch (error) {
    if (!(error instanceof TuttiError)) throw error;
    process.stderr.write(`tutti: ${error.message}. ${error.fix}\n`);
    process.exitCode = leavesToAnother(error, env) ? 0 : 1;
    process.disconnect?.();
  }
}

// Several clients may start the local server at once: those that come too late have done their part.
function leavesToAnother(error: TuttiError, env: NodeJS.ProcessEnv): boolean {
  return error.code === "database_in_use" && env["TUTTI_SERVER_EPHEMERAL"] === "1";
}

/** The same for a program that tells the news itself. Rejects with what keeps the server from starting. */
export async function serveUntilStopped(
  argv: readonly string[],
  env: NodeJS.ProcessEnv,
  news: ServerNews,
): Promise<void> {
  const told = readConfig(argv, env);
  const lock = await becomeLocalServer(told);
  let databaseLock: Lock | null = null;
  try {
    databaseLock = lockDatabase(told.databaseUrl);
    const config = await secured(told, news);
    const onReady = (origin: string) => {
      news.ready({ origin, config });
      // Not at the end only: a process that is killed would leave the next start as slow as its own.
      flushCompileCache();
      freeYoungHeap();
    };
    if (config.workers > 1 && !config.isEphemeral) {
      const { serveByProcesses } = await import("./processes/serve-by-processes.ts");
      await serveByProcesses(config, { argv, environment: env }, onReady);
    } else {
      const store = openStore(config);
      const { serveHome } = await import("./serve-home.ts");
      await serveHome(config, store, onReady);
    }
  } finally {
    databaseLock?.release();
    lock.release();
  }
  process.disconnect?.();
}

async function becomeLocalServer(config: ServerConfig): Promise<Lock> {
  const lock = tryLock(config.home);
  if (lock !== null) return lock;
  const { takeOver } = await import("./local-server/take-over.ts");
  return takeOver(config);
}

/** Opens the database of a server with the keys of its home. Who awaits it comes later, and hears of a failure then. */
export function openStore(config: ServerConfig): Promise<Store> {
  const opening = Promise.all([import("./store/open-store.ts"), encryptionKeys(config)]).then(([{ openStore }, keys]) =>
    openStore(config.databaseUrl, keys, config.slotWaits),
  );
  opening.catch(() => undefined);
  return opening;
}

/** Those that the server is told, else those of its home. */
async function encryptionKeys({ home, encryptionKey }: ServerConfig): Promise<EncryptionKey[]> {
  const { homeKeys, settingKeys } = await import("./vault/home-keys.ts");
  return encryptionKey === null ? homeKeys(home) : settingKeys(encryptionKey);
}

/** Beyond loopback nobody is let in without a password; it is shown when it is made, and never again. */
async function secured(config: ServerConfig, news: ServerNews): Promise<ServerConfig> {
  if (config.authString !== null || config.allowsUnauthenticated || isLoopback(config.host)) return config;
  const { homePassword } = await import("./local-server/generated-password.ts");
  const { authString, isNew } = await homePassword(config.home);
  if (isNew) news.password(authString);
  return { ...config, authString };
}
