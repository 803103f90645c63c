import { join, resolve } from "node:path";
import { readApiSettings, tuttiHome } from "@tutti/client/api-settings";
import { locateServer } from "@tutti/client/discovery";
import { EventSession } from "@tutti/client/event-session";
import { FlowRunBatches } from "@tutti/client/flow-run-batches";
import { ApiClient } from "@tutti/client/http";
import { CLIENT_SETTINGS, LEASE_SETTING } from "@tutti/core/settings/client-settings";
import { type Environment, readSettings } from "@tutti/core/settings/read-settings";
import { LogShipper } from "@tutti/client/log-shipper";
import { withProfile } from "@tutti/client/profile-environment";
import type { ServerInfo } from "@tutti/client/server-info";
import { Admission } from "./engine/admission.ts";
import { LeaseKeeper } from "./engine/lease-keeper.ts";
import { PROCESS_NAME } from "./engine/process-name.ts";
import { startLocalServer } from "./local-server.ts";
import type { LogSink } from "./logger.ts";

import { ResultPlaces } from "./results/result-places.ts";
import { ResultStore } from "./results/result-store.ts";
import { printLine } from "./print-line.ts";

/** What a process shares with one server: every run in it reports over the same session. */
export interface Connection {
  readonly api: ApiClient;
  readonly server: ServerInfo;
  readonly session: EventSession;
  readonly logs: LogShipper;
  readonly results: ResultStore;
  readonly leases: LeaseKeeper;
  /** What runs ask for together; null where they cannot, on a Prefect server. */
  readonly batches: FlowRunBatches | null;
  /** Of calls of tasks. */
  readonly admission: Admission;
}

const SAY_AFTER_MS = 2000;
const RUNS_WAIT_MS = 600_000;

const connections = new Map<string, Promise<Connection>>();

/**
 * The connection to the server that environment or profile names, or to the local one, started when there is none (decision
 * 26). Rejects with `missing_server`, `unreachable_server`, `incompatible_server`, `invalid_setting`.
 */
export async function connect(): Promise<Connection> {
  const environment = await withProfile(process.env);
  const settings = readApiSettings(environment);
  const home = tuttiHome(environment);
  const key = JSON.stringify([settings.url, settings.authString, settings.uiUrl, home]);
  const known = connections.get(key);
  if (known !== undefined) return known;
  const sayWaiting = waitingNotice();
  const api = new ApiClient({
    locate: locateServer(settings, home, () => startLocalServer(home, environment)),
    retryForMs: RUNS_WAIT_MS,
    onWaiting: sayWaiting,
  });
  const { leaseSeconds } = readSettings({ leaseSeconds: LEASE_SETTING }, environment);
  const leases = new LeaseKeeper(api, leaseSeconds);
  const opened = open({ api, leases }, placesOf(api, home, environment), sayWaiting);
  process.off("beforeExit", shipLastLines).on("beforeExit", shipLastLines);
  connections.set(key, opened);
  // A server that could not be reached is looked for again by the next run.
  opened.catch(() => connections.delete(key));
  return opened;
}

/** Ends all connections when their last events are committed: for tests, which stop the server next. */
export async function disconnect(): Promise<void> {
  const opened = [...connections.values()];
  connections.clear();
  process.off("beforeExit", shipLastLines);
  const closing = opened.map(async (connection) => {
    const { logs, session, leases } = await connection;
    await leases.close();
    await logs.flush();
    await session.close();
  });
  await Promise.allSettled(closing);
}

// What was logged outside of flows, or after them, has no flow's end to be sent by.
function shipLastLines(): void {
  for (const connection of connections.values()) {
    connection.then(({ logs }) => (logs.isBusy ? logs.flush() : undefined)).catch(() => undefined);
  }
}

/** For lines written outside of a flow, when the connection may not be there yet. */
export const lateLogs: LogSink = {
  add(record) {
    connect()
      .then(({ logs }) => logs.add(record))
      .catch(() => undefined);
  },
};

async function open(
  { api, leases }: Pick<Connection, "api" | "leases">,
  places: ResultPlaces,
  onWaiting: (reason: string, ms: number) => void,
): Promise<Connection> {
  const server = await api.server();
  const session = new EventSession({ api, giveUpAfterMs: RUNS_WAIT_MS, onWaiting });
  session.connect();
  const logs = new LogShipper(api, (count, reason) =>
    printLine(`tutti: ${count} log lines could not be sent (${reason})`),
  );
  const results = new ResultStore(places, server.kind === "prefect");
  const owner = { owner: PROCESS_NAME, ttl_seconds: leases.seconds };
  const batches = server.kind === "tutti" ? new FlowRunBatches(api, owner) : null;
  return { api, server, session, logs, results, leases, batches, admission: new Admission(session) };
}

function placesOf(api: ApiClient, home: string, environment: Environment): ResultPlaces {
  const { localStoragePath, defaultStorageBlock } = readSettings(CLIENT_SETTINGS.results, environment);
  return new ResultPlaces(api, resolve(localStoragePath ?? join(home, "storage")), defaultStorageBlock);
}

// Nothing hangs without saying what it waits for, and nothing says it at every attempt.
function waitingNotice(): (reason: string, waitedMs: number) => void {
  let saidAtMs = -Infinity;
  return (reason, waitedMs) => {
    if (waitedMs < SAY_AFTER_MS || performance.now() - saidAtMs < 30_000) return;
    saidAtMs = performance.now();
    printLine(`tutti: waiting for the server since ${Math.round(waitedMs / 1000)} s (${reason})`);
  };
}
