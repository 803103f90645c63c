import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, inject, test } from "vitest";
import { ServerProcess } from "../support/server-process.ts";
import { PrefectClient } from "./prefect-client.ts";
import { SdkClient } from "./sdk-client.ts";

const inPython = fileURLToPath(new URL("python/vendor_blocks.py", import.meta.url));
const inTypeScript = fileURLToPath(new URL("typescript/vendor-blocks.ts", import.meta.url));

/** What a side sees of the blocks that the other one saved. */
function blocksOf(side: "py" | "ts", mail: readonly unknown[]) {
  return {
    parts: [3, { timeout: 2 }, `${side}-secret`],
    one: 1,
    mail: ["me", `${side}-secret`, ...mail],
    plain: [null, "", "smtp.gmail.com", 465, true],
    bot: `${side}-secret`,
    hook: `https://hooks.example.com/${side}-secret`,
  };
}

const SEEN = {
  inTypeScript: blocksOf("py", ["smtp-mail.outlook.com", 587, false]),
  inPython: blocksOf("ts", ["smtp-mail.outlook.com", 587, false]),
};

/** What each side sees of the other's. */
async function crossing(origin: string, folder: string): Promise<{ inTypeScript: unknown; inPython: unknown }> {
  const [python, typescript] = [new PrefectClient(origin), new SdkClient(origin)];
  try {
    await python.runProgram(inPython, "save", folder);
    await typescript.runProgram(inTypeScript, "save", folder);
    return {
      inTypeScript: await typescript.runProgram(inTypeScript, "load", folder),
      inPython: await python.runProgram(inPython, "load", folder),
    };
  } finally {
    python.close();
    typescript.close();
  }
}

test("blocks of Prefect's packages cross from language to language on a Tutti server", async () => {
  const folder = mkdtempSync(join(tmpdir(), "tutti-vendor-"));
  const server = await ServerProcess.start({ home: join(folder, "home"), port: 0 });
  try {
    expect(await crossing(new URL(server.url).origin, folder)).toEqual(SEEN);
  } finally {
    await server.end("SIGTERM");
    rmSync(folder, { recursive: true });
  }
});

test("blocks of Prefect's packages cross from language to language on a real Prefect server", async () => {
  const folder = mkdtempSync(join(tmpdir(), "tutti-vendor-"));
  try {
    expect(await crossing(inject("prefectOrigin"), folder)).toEqual(SEEN);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
