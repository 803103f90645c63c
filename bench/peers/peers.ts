import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PostgresCluster } from "../../tests/support/postgres-cluster.ts";
import { runProgram } from "../program.ts";
import { type Contestant, samples } from "../subjects.ts";
import { installPeer } from "./install.ts";
import { survivalMs } from "./survival.ts";

const POSTGRES = "each step committed (fsync on) before the workflow goes on";

/** What does steps. Each program starts on an empty database, in the peer's own process with its worker. */
const ENGINES = [
  { name: "dbos", title: "DBOS", store: "Postgres", durability: POSTGRES },
  {
    name: "openworkflow",
    title: "openworkflow",
    store: "SQLite",
    durability: "each step on disk (WAL, synchronous=FULL) before the workflow goes on",
  },
  {
    name: "restate",
    title: "Restate",
    store: "own server",
    durability: "each step on the server's disk (fdatasync) before the workflow goes on",
  },
] as const;

/** What does jobs, as the floor of a queue. */
const QUEUES = [
  { name: "graphile-worker", title: "graphile-worker", store: "Postgres", durability: "each job committed (fsync on)" },
  { name: "pg-boss", title: "pg-boss", store: "Postgres", durability: "each job committed (fsync on)" },
] as const;

/** A peer that goes on with what it was killed in. */
export interface Survivor extends Contestant {
  /** Milliseconds from a kill -9 until its next process is in the same step again. */
  readonly survivalMs: () => Promise<number>;
}

export interface Peers {
  readonly engines: readonly Survivor[];
  readonly queues: readonly Contestant[];
  stop(): Promise<void>;
}

/** The peers, installed, and a Postgres for those that need one. */
export async function openPeers(): Promise<Peers> {
  const cluster = await PostgresCluster.start({ isDurable: true });
  async function withFolder<T>(name: string, use: (env: Record<string, string>) => Promise<T>): Promise<T> {
    const own = mkdtempSync(join(tmpdir(), `tutti-bench-${name}-`));
    try {
      return await use({ HOME: own, BENCH_FOLDER: own, BENCH_DATABASE_URL: await cluster.createDatabase() });
    } finally {
      rmSync(own, { recursive: true, force: true });
    }
  }
  const contestant = ({ name, title, store, durability }: (typeof ENGINES | typeof QUEUES)[number]): Survivor => {
    const { folder, version } = installPeer(name);
    const main = join(folder, "main.mjs");
    return {
      name: `${title} ${version}, ${store}`,
      durability,
      run: (program, ...args) =>
        withFolder(name, async (env) =>
          samples(await runProgram(process.execPath, [main, program, ...args.map(String)], env)),
        ),
      survivalMs: () => withFolder(name, (env) => survivalMs(main, env)),
    };
  };
  return {
    engines: ENGINES.map(contestant),
    queues: QUEUES.map(contestant),
    stop: () => cluster.stop(),
  };
}
