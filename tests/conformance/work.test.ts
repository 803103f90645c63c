import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { ServerProcess } from "../support/server-process.ts";
import { ForkedProgram } from "./forked-program.ts";
import { PrefectClient } from "./prefect-client.ts";

// What Prefect's engine does with a server's help beside running flows, and how a workspace moves from one server to
// another. The same claims are made of a real Prefect server.

const python = (name: string) => fileURLToPath(new URL(`python/${name}.py`, import.meta.url));
const home = mkdtempSync(join(tmpdir(), "tutti-work-"));

const paused = ["Pending", "Running", "Paused", "Running", "Completed"];
const keyset = ["description", "response", "schema"];
const expectedWork = {
  typed: { asked: keyset, refused: "RuntimeError", result: ["somebody", 2], states: paused },
  plain: { asked: keyset, refused: "RuntimeError", result: 7, states: paused },
  silent: { asked: [], refused: null, result: "went on", states: paused },
  // Who notices first that time is up, the client or the server, is chance.
  late: {
    state: "Failed",
    error: expect.stringMatching(/^(FailedRun|FlowPauseTimeout)$/),
    resume: "NotPausedError",
  },
  spoken: ["HELLO", "hello"],
  rolled_back: { state: "Failed", undone: ["write"] },
  locked: { results: [8, 8], states: ["Cached", "Completed"], calls: [4], overlap: false },
  assets: {
    result: 2,
    made: [
      ["file:///clean/trips.parquet", ["asset", "asset-materialized-by", "flow", "flow-run", "task-run"]],
      ["file:///model/trips", ["flow", "flow-run", "task-run"]],
    ],
  },
};

/** What `prefect transfer` brings of `python/holdings.py`: the decay of a limit's slots it leaves behind. */
const holdings = {
  pool: "process",
  queues: [["moved-queue", 3]],
  limit: [4, 0],
  deployment: ["moved-pool", "moved-queue", { x: 5 }, ["moved"]],
  job: { env: { A: "1" } },
  schedules: [["0 6 * * *", false]],
  variable: { deep: [1, null] },
  secret: "moved secret",
  outer: ["inner token", "kept"],
  automation: [{ x: 6 }, true],
};

const names = ["prefect", "sqlite", "postgres"] as const;
const servers: ServerProcess[] = [];
const clients = new Map<string, PrefectClient>();
const work = new Map<string, unknown>();

beforeAll(async () => {
  const environments = [{}, { TUTTI_DATABASE_URL: inject("postgresUrls").work }];
  const starting = environments.map((env, index) =>
    ServerProcess.start({ home: join(home, `${index}`), port: 0, env }),
  );
  servers.push(...(await Promise.all(starting)));
  const origins = [inject("prefectOrigin"), ...servers.map(({ url }) => new URL(url).origin)];
  writeProfiles(origins);
  const working = names.map(async (name, index) => {
    const client = new PrefectClient(origins[index] ?? "");
    clients.set(name, client);
    const folder = join(home, name);
    mkdirSync(folder);
    work.set(name, await client.runProgram(python("work"), folder));
  });
  await Promise.all(working);
});

afterAll(async () => {
  for (const client of clients.values()) client.close();
  await Promise.all(servers.map((server) => server.end("SIGTERM")));
  rmSync(home, { recursive: true, force: true, maxRetries: 5 });
});

function writeProfiles(origins: readonly string[]): void {
  const profile = (name: string, origin = "") => `[profiles.${name}]\nPREFECT_API_URL = "${origin}/api"\n`;
  mkdirSync(join(home, "profiles"));
  const profiles = names.map((name, index) => profile(name, origins[index]));
  writeFileSync(join(home, "profiles", "profiles.toml"), profiles.join("\n"));
}

/** `prefect transfer` between two profiles: what it says, when it has ended. */
async function transfer(from: string, to: string): Promise<{ code: number; said: string }> {
  const env = { PATH: process.env["PATH"], HOME: home, PREFECT_HOME: join(home, "profiles"), COLUMNS: "200" };
  const program = new ForkedProgram({ program: "prefect", args: ["transfer", "--from", from, "--to", to], env });
  return { code: await program.ended, said: program.said };
}

test.each(names)("pauses with input, transactions, locks, caches and assets work on %s", (name) => {
  expect(work.get(name)).toEqual(expectedWork);
});

describe("prefect transfer", () => {
  beforeAll(async () => {
    await clients.get("prefect")?.runProgram(python("holdings"), "make");
  });

  test("takes a workspace from Prefect to Tutti", async () => {
    expect(await transfer("prefect", "sqlite")).toEqual({ code: 0, said: expect.not.stringMatching(/failed/i) });
    expect(await clients.get("sqlite")?.runProgram(python("holdings"), "show")).toEqual(holdings);
  });

  // It asks for blocks as a list, and no list of Tutti's has secrets.
  test("takes one from Tutti to Tutti, but for its secrets", async () => {
    expect(await transfer("sqlite", "postgres")).toEqual({ code: 0, said: expect.not.stringMatching(/failed/i) });
    const moved = await clients.get("postgres")?.runProgram(python("holdings"), "show");
    expect(moved).toEqual({ ...holdings, secret: "********", outer: ["********", "kept"] });
  });
});
