import { resolve } from "node:path";
import { fixedAddress } from "@tutti/client/api-address";
import { readApiSettings } from "@tutti/client/api-settings";
import { ApiClient } from "@tutti/client/http";
import { reasonOf } from "@tutti/client/response-error";
import { TuttiError } from "@tutti/core/errors";
import type { Environment } from "@tutti/core/settings/read-settings";
import type { CommandContext } from "../context.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { databaseText, printServerBanner } from "../server-banner.ts";
import { DevFlows } from "./dev-flows.ts";
import { devHotkeys } from "./dev-keys.ts";
import { type DevServer, startDevServer } from "./dev-server.ts";
import { startDevWorker } from "./dev-worker.ts";
import { FolderWatch } from "./folder-watch.ts";
import { hotkeysText, listenForKeys } from "./hotkeys.ts";
import { Rounds } from "./rounds.ts";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

export interface DevFlags {
  readonly port: number | null;
  readonly dbFilename: string | null;
  readonly headless: boolean;
  readonly pool: string | null;
}

/**
 * Runs a server, a worker and this folder's flows until a signal. The signal ends the runs first, then the server; what
 * has not completed goes on at the next start. Answers the exit code.
 */
export async function runDev(context: CommandContext, flags: DevFlags): Promise<ExitCode> {
  const { output, home } = context;
  const told = new Told();
  const settings = withoutServer(await context.settings());
  const server = await startDevServer({
    home,
    environment: flags.headless ? { ...settings, TUTTI_UI_ENABLED: "false" } : settings,
    port: flags.port,
    databaseFile: flags.dbFilename === null ? null : resolve(flags.dbFilename),
  });
  output.outlivesReaders = true;
  try {
    const url = `${server.origin}/api`;
    const { authString } = readApiSettings(settings);
    const api = new ApiClient({ locate: fixedAddress(url, authString) });
    await serveFolder(context, { api, server, flags, told, environment: { ...settings, TUTTI_API_URL: url } });
    output.say("Stopped.");
    return EXIT.ok;
  } finally {
    await server.stop();
    told.end();
  }
}

/** What leads to another server, and to its pages. */
function withoutServer(settings: Environment): Environment {
  const {
    TUTTI_API_URL: _api,
    PREFECT_API_URL: _prefects,
    TUTTI_UI_URL: _ui,
    PREFECT_UI_URL: _its,
    ...rest
  } = settings;
  return rest;
}

interface Dev {
  readonly api: ApiClient;
  readonly server: DevServer;
  readonly flags: DevFlags;
  readonly told: Told;
  readonly environment: Environment;
}

async function serveFolder({ output, home, isInteractive }: CommandContext, dev: Dev): Promise<void> {
  const { api, environment, flags, server, told } = dev;
  const folder = process.cwd();
  const pool = flags.pool ?? "dev";
  const worker = await startDevWorker({ api, home, environment, output, pool });
  const flows = new DevFlows({ api, folder, environment, pool });
  const rounds = new Rounds(flows, folder, output);
  const sayTrouble = (error: unknown) => output.say(`Not every change is noticed any more: ${reasonOf(error)}`);
  const watch = new FolderWatch(folder, (files) => rounds.again(files), sayTrouble);
  let leaveKeys = (): void => undefined;
  try {
    sayWhere(output, server, flags.headless, pool);
    await watch.start();
    await rounds.first();
    const hotkeys = () =>
      devHotkeys({ api, output, flows: () => flows.all(), deployAgain: () => rounds.again(["d was pressed"]) });
    if (isInteractive) {
      leaveKeys = listenForKeys(hotkeys);
      output.say(`\n${output.styleAside("dim", hotkeysText(hotkeys()))}`);
    }
    if ((await Promise.race([told.first, server.ended.then(() => "server" as const)])) === "server") {
      throw new TuttiError("failed_start", `the server has ended; see ${home}/server.log`);
    }
  } finally {
    leaveKeys();
    watch.close();
    const { runCount } = worker;
    if (runCount() > 0) output.say(`Ending ${runCount()} under way: they go on at the next start.`);
    await worker.stop();
    await rounds.end();
  }
}

function sayWhere(output: CommandContext["output"], server: DevServer, isHeadless: boolean, pool: string): void {
  const { origin, databaseUrl } = server;
  const isOurs = databaseUrl !== null;
  const hint = `${isOurs ? "" : "This server ran already. "}Flows run here, from work pool ${pool}. Ctrl-C ends it all.`;
  const database = databaseUrl === null ? null : databaseText(databaseUrl);
  printServerBanner({ origin, databaseUrl: database, hasDashboard: !isHeadless }, hint, output);
}

/** Whether somebody has said to stop: every signal counts as that, and no second one does more. */
class Told {
  readonly first: Promise<"told">;
  readonly #stop: () => void;

  constructor() {
    const { promise, resolve: tell } = Promise.withResolvers<"told">();
    this.first = promise;
    this.#stop = () => tell("told");
    for (const signal of SIGNALS) process.on(signal, this.#stop);
  }

  end(): void {
    for (const signal of SIGNALS) process.off(signal, this.#stop);
  }
}
