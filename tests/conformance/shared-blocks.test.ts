import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { ServerProcess } from "../support/server-process.ts";
import { PrefectClient } from "./prefect-client.ts";
import { SdkClient } from "./sdk-client.ts";

const inPython = fileURLToPath(new URL("python/shared_blocks.py", import.meta.url));
const inTypeScript = fileURLToPath(new URL("typescript/shared-blocks.ts", import.meta.url));

const servers = [
  { name: "a real Prefect server", env: undefined },
  { name: "Tutti on SQLite", env: { TUTTI_SERVER_REGISTER_BLOCKS: "true" } },
];

/** What a side sees of the blocks that the other one saved. */
function blocksOf(side: "py" | "ts", loose: unknown) {
  return {
    text: `${side}-text`,
    json: { user: "u", list: [5.5, null] },
    files: true,
    slack: [expect.stringMatching(/^(prefect_default|info)$/), `https://hooks.example.com/${side}`],
    hook: ["POST", `https://example.com/${side}`, { "x-key": "k" }],
    shelf: {
      shelfName: side,
      login: ["SharedLogin", `${side}-password`],
      headers: { x: "y" },
      rowCount: 3,
      note: null,
    },
    loose: { shelfName: "loose", login: ["SharedLogin", loose], headers: null, rowCount: 3, note: null },
  };
}

const plain = { a: [1, 2.5, null, "grüße"] };

/** A server, and both languages pointed at it. */
class Sides {
  readonly folder = mkdtempSync(join(tmpdir(), "tutti-shared-"));
  #server: ServerProcess | undefined;
  #python = new PrefectClient("");
  #typescript = new SdkClient("");

  async open(env: Record<string, string> | undefined): Promise<void> {
    if (env !== undefined) this.#server = await ServerProcess.start({ home: join(this.folder, "home"), port: 0, env });
    const origin = this.#server === undefined ? inject("prefectOrigin") : new URL(this.#server.url).origin;
    this.#python = new PrefectClient(origin);
    this.#typescript = new SdkClient(origin);
  }

  python(part: string, ...args: string[]): Promise<unknown> {
    return this.#python.runProgram(inPython, part, this.folder, ...args);
  }

  typescript(part: string, ...args: string[]): Promise<unknown> {
    return this.#typescript.runProgram(inTypeScript, part, this.folder, ...args);
  }

  async close(): Promise<void> {
    this.#python.close();
    this.#typescript.close();
    await this.#server?.end("SIGTERM");
    rmSync(this.folder, { recursive: true });
  }
}

describe.each(servers)("Python and TypeScript on $name", ({ env }) => {
  const sides = new Sides();

  beforeAll(async () => {
    await sides.open(env);
    await sides.python("save");
    await sides.typescript("save");
  });
  afterAll(() => sides.close());

  test("blocks that Python saved load in TypeScript", async () => {
    expect(await sides.typescript("load")).toEqual(blocksOf("py", "py-password"));
  });

  test("blocks that TypeScript saved load in Python", async () => {
    const checksum = expect.stringMatching(/^sha256:/);
    expect(await sides.python("load")).toEqual({ ...blocksOf("ts", "ts-password"), checksum });
  });

  test("results that Python wrote as JSON are read in TypeScript", async () => {
    const { id } = (await sides.python("results")) as { id: string };
    expect(await sides.typescript("read", id)).toEqual({
      flow: { answer: 42 },
      tasks: [
        plain,
        String(new Date("2024-05-06T07:08:09Z")),
        "ValueError: no",
        String(2n ** 70n),
        "NaN,Infinity",
        plain,
        plain,
        plain,
        plain,
      ],
    });
  });

  test("results that TypeScript wrote as JSON are read in Python", async () => {
    const { id } = (await sides.typescript("results")) as { id: string };
    expect(await sides.python("read", id)).toEqual({
      flow: { id },
      tasks: {
        plain,
        date: expect.stringMatching(/^datetime\.datetime\(2024, 5, 6, 7, 8, 9, tzinfo=/),
        big: Number(2n ** 70n),
      },
    });
  });
});
