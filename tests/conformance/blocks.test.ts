import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { ServerProcess } from "../support/server-process.ts";
import { PrefectClient } from "./prefect-client.ts";

const program = fileURLToPath(new URL("python/blocks.py", import.meta.url));
const home = mkdtempSync(join(tmpdir(), "tutti-blocks-"));
const registering = { TUTTI_SERVER_REGISTER_BLOCKS: "true" };

/** The same claims are made of a real Prefect server, so that a wrong claim cannot be taken for a wrong server. */
const servers = [
  { name: "Prefect", env: undefined },
  { name: "Tutti on SQLite", env: registering },
  { name: "Tutti on Postgres", env: { ...registering, TUTTI_DATABASE_URL: inject("postgresUrls").blocks } },
];

/** What an outer block with others in it looks like to the client. */
function outer(note: string, amount: number) {
  return { token: "inner-token", note, either: ["Other", 5], headers: { "x-key": "k" }, amount };
}

afterAll(() => {
  rmSync(home, { recursive: true, force: true });
});

describe.each(servers)("Prefect's client and blocks on $name", ({ name, env }) => {
  const folder = join(home, name.replaceAll(" ", "-"));
  let server: ServerProcess | undefined;
  let origin = "";
  let client: PrefectClient;

  const run = (part: string) => client.runProgram(program, part, join(folder, "results"));

  beforeAll(async () => {
    if (env !== undefined) server = await ServerProcess.start({ home: join(folder, "home"), port: 0, env });
    origin = server === undefined ? inject("prefectOrigin") : new URL(server.url).origin;
    client = new PrefectClient(origin);
  });
  afterAll(async () => {
    client.close();
    await server?.end("SIGTERM");
  });

  test("blocks are registered, saved and loaded, others in them", async () => {
    expect(await run("save")).toEqual({ taken: "ValueError", outer: outer("none", 5) });
  });

  test("another process loads them, overwrites them, deletes one", async () => {
    expect(await run("load")).toEqual({
      secret: "first",
      by_slug: "first",
      structured: { user: "u", list: [5, null] },
      basepath: true,
      missing: "ValueError",
      overwritten: "second",
      outer: outer("changed", 6.5),
      deleted: "ValueError",
      masked: "********",
    });
  });

  test("results are kept in a block, and found again without a call", async () => {
    for (const [state, calls] of [
      ["Completed", 1],
      ["Cached", 0],
    ] as const) {
      const result = { state, value: { number: 21, twice: 42 } };
      expect(await run("persist")).toEqual({ result, calls, stored_in_block: true, in_the_file: result });
    }
  });

  test("the command line registers, shows and deletes them", async () => {
    const registered = await client.command("block", "register", "--module", "prefect.blocks.notifications");
    expect(registered).toContain("Slack Webhook");
    expect(await client.command("block", "inspect", "secret/kept")).toContain("********");
    await client.command("--no-prompt", "block", "delete", "secret/kept");
    const gone = await fetch(`${origin}/api/block_types/slug/secret/block_documents/name/kept`);
    expect(gone.status).toBe(404);
  });
});
