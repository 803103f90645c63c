import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { ServerProcess } from "../support/server-process.ts";
import { PrefectClient } from "./prefect-client.ts";

const program = fileURLToPath(new URL("python/limits.py", import.meta.url));
const home = mkdtempSync(join(tmpdir(), "tutti-limits-"));
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** The same claims are made of a real Prefect server. */
const servers = [
  { name: "Prefect", env: undefined },
  { name: "Tutti on SQLite", env: {} },
  { name: "Tutti on Postgres", env: { TUTTI_DATABASE_URL: inject("postgresUrls").limits } },
];

const expected = {
  slots: { most: 2, left: 0 },
  rate: true,
  tags: { results: [0, 1, 2], most: 1, left: 0 },
  enqueue: { states: ["Pending", "AwaitingConcurrencySlot"], ended: "Completed", left: 0 },
  cancel_new: { states: ["Pending", "Cancelled"], ended: "Completed", left: 0 },
  background: { states: ["Completed", "Completed", "Completed"], results: [1, 2, 3], workers: [1] },
};

describe.each(servers)("limits and background tasks of Prefect's client on $name", ({ env }) => {
  let server: ServerProcess | undefined;
  let client: PrefectClient;

  beforeAll(async () => {
    if (env !== undefined)
      server = await ServerProcess.start({ home: mkdtempSync(join(home, "server-")), port: 0, env });
    client = new PrefectClient(server === undefined ? inject("prefectOrigin") : new URL(server.url).origin);
  });
  afterAll(async () => {
    client.close();
    await server?.end("SIGTERM");
  });

  test("its command line makes limits and shows them", async () => {
    await client.command("gcl", "create", "conformance-cli", "--limit", "3", "--slot-decay-per-second", "0.5");
    expect(await client.command("gcl", "ls")).toMatch(/conformance-cli\s+│ True\s+│ 3\s+│ 0\s+│ 0\.5 /);
    await client.command("concurrency-limit", "create", "conformance-cli-tag", "2");
    expect(await client.command("concurrency-limit", "ls")).toMatch(/conformance-cli-tag[^\n]+│ 2\s+│ 0 /);
  });

  test("its flows, tasks and workers keep to limits, and give every slot back", async () => {
    expect(await client.runProgram(program)).toEqual(expected);
  });
});
