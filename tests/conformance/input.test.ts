import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { fixedAddress } from "@tutti/client/api-address";
import { readFlowRunInput } from "@tutti/client/flow-run-inputs";
import { readFlowRun, resumeFlowRun } from "@tutti/client/flow-runs";
import { ApiClient } from "@tutti/client/http";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { Program } from "../../packages/sdk/test/support/program.ts";
import { ServerProcess } from "../support/server-process.ts";
import { PrefectProcess } from "./prefect-process.ts";

const home = mkdtempSync(join(tmpdir(), "tutti-input-"));
const python = fileURLToPath(new URL("python/inputs.py", import.meta.url));
const typescript = new URL("typescript/inputs.ts", import.meta.url);

afterAll(() => rmSync(home, { recursive: true, force: true, maxRetries: 5 }));

describe.each([
  { name: "a real Prefect server", isOurs: false },
  { name: "Tutti", isOurs: true },
])("input crosses between the languages on $name", ({ isOurs }) => {
  let server: ServerProcess | undefined;
  let origin = "";
  beforeAll(async () => {
    if (isOurs) server = await ServerProcess.start({ home: mkdtempSync(join(home, "server-")), port: 0, env: {} });
    origin = server === undefined ? inject("prefectOrigin") : new URL(server.url).origin;
  });
  afterAll(() => server?.end("SIGTERM"));

  const ours = (...args: string[]) =>
    new Program(typescript, args, { TUTTI_API_URL: `${origin}/api`, TUTTI_HOME: mkdtempSync(join(home, "sdk-")) });
  const theirs = (...args: string[]) => new PrefectProcess(origin, "python", [python, ...args]);
  const runOf = async (program: PrefectProcess) => /^run (\S+)/m.exec(await program.says(/^run \S+/m))?.[1] ?? "";
  const isPaused = async (id: string) => {
    const api = new ApiClient({ locate: fixedAddress(`${origin}/api`) });
    await expect.poll(async () => (await readFlowRun(api, id)).state_name).toBe("Paused");
    return api;
  };

  test("Prefect's client answers what a flow of Tutti's asks", async () => {
    const asking = ours("pause");
    const id = await asking.said("run ");
    const api = await isPaused(id);
    // What it asks is written after it is paused.
    await expect.poll(() => readFlowRunInput(api, id, "paused-1-description")).toBe("Publish?");
    const answering = theirs("answer", id);
    expect(await answering.end()).toMatchObject({ code: 0 });
    expect(await asking.said("result ")).toBe("true none");
    await asking.ended();
    await answering.stop();
  });

  test("what a flow of Python's asks is answered from here", async () => {
    const asking = theirs("pause");
    const id = await runOf(asking);
    const api = await isPaused(id);
    const answer = { run_input: { approved: false, note: "not yet" } };
    await expect.poll(async () => (await resumeFlowRun(api, id, answer)).status).toBe("ACCEPT");
    await asking.says(/^result False not yet/m);
    await asking.stop();
  });

  test("a flow of each language sends to the other, and is answered", async () => {
    const echo = theirs("echo");
    const talking = ours("talk", await runOf(echo));
    expect(await talking.said("result ")).toBe("42 true");
    await echo.says(/^result tea/m);
    await talking.ended();
    await echo.stop();
  });
});
