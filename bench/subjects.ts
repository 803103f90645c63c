import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { prefectProgram } from "../tests/conformance/prefect-program.ts";
import { PrefectServer } from "../tests/conformance/prefect-server.ts";
import { PostgresCluster } from "../tests/support/postgres-cluster.ts";
import { ServerProcess } from "../tests/support/server-process.ts";
import { runProgram } from "./program.ts";

type Program = "steps" | "fibonacci" | "fan-out" | "many-runs" | "first-step";

/** What is compared. */
export interface Contestant {
  readonly name: string;
  readonly durability: string;
  /** Runs its kind's program of that name and answers the milliseconds it printed. */
  readonly run: (program: Program, ...args: number[]) => Promise<number[]>;
}

/** A server with the client of its own kind. */
export interface Subject extends Contestant {
  /** Address of the API. */
  readonly api: string;
  readonly stop: () => Promise<void>;
}

const SQLITE_FULL = "each step on disk (WAL, synchronous=FULL) before the flow goes on";

export async function tuttiOnSqlite(): Promise<Subject> {
  return tutti("Tutti, SQLite", SQLITE_FULL, undefined, () => Promise.resolve());
}

export async function tuttiOnPostgres(): Promise<Subject> {
  const cluster = await PostgresCluster.start({ isDurable: true });
  const url = await cluster.createDatabase();
  return tutti("Tutti, Postgres", "each step committed (fsync on) before the flow goes on", url, () => cluster.stop());
}

async function tutti(
  name: string,
  durability: string,
  databaseUrl: string | undefined,
  stopDatabase: () => Promise<void>,
): Promise<Subject> {
  const home = mkdtempSync(join(tmpdir(), "tutti-bench-"));
  const env = databaseUrl === undefined ? {} : { TUTTI_DATABASE_URL: databaseUrl };
  const server = await ServerProcess.start({ home, port: 0, env });
  return {
    name,
    durability,
    api: server.api,
    run: async (program, ...args) =>
      samples(
        await runProgram(process.execPath, [path(`tutti/${program}.ts`), ...args.map(String)], {
          TUTTI_HOME: home,
          TUTTI_API_URL: server.api,
          TUTTI_LOGGING_LEVEL: "ERROR",
        }),
      ),
    async stop() {
      await server.end("SIGTERM");
      await stopDatabase();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

export async function prefectOnSqlite(): Promise<Subject> {
  const home = mkdtempSync(join(tmpdir(), "tutti-bench-prefect-"));
  const server = await PrefectServer.start();
  const api = `${server.origin}/api`;
  return {
    name: "Prefect 3.8.8, SQLite",
    durability: "steps sent and not waited for (synchronous=NORMAL)",
    api,
    run: async (program, ...args) =>
      samples(
        await runProgram(prefectProgram("python"), [path(`prefect/${program}.py`), ...args.map(String)], {
          PREFECT_HOME: home,
          HOME: home,
          PREFECT_API_URL: api,
          PREFECT_LOGGING_LEVEL: "ERROR",
        }),
      ),
    async stop() {
      await server.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

function path(program: string): string {
  return fileURLToPath(new URL(program, import.meta.url));
}

export function samples(printed: unknown): number[] {
  if (!Array.isArray(printed)) throw new Error(`the program printed no list: ${JSON.stringify(printed)}`);
  return printed.map(Number);
}
