import { mkdtempSync, rmSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { ServerProcess } from "../support/server-process.ts";
import { FLOWS, NodeDeployments } from "./node-deployments.ts";
import { PrefectWorker } from "./prefect-worker.ts";
import { ServingProgram } from "./serving-program.ts";

const home = mkdtempSync(join(tmpdir(), "tutti-node-runs-"));
afterAll(() => rmSync(home, { recursive: true, force: true, maxRetries: 5 }));

const BINARIES = fileURLToPath(new URL("../../node_modules/.bin", import.meta.url));
const POOL = "node-pool";
const TERMINAL = ["Completed", "Failed", "Crashed", "Cancelled"];

const servers = {
  "a real Prefect server": async () => ({ origin: inject("prefectOrigin"), close: async () => undefined }),
  "Tutti's server": async () => {
    const server = await ServerProcess.start({ home: mkdtempSync(join(home, "server-")), port: 0 });
    return { origin: new URL(server.url).origin, close: () => server.end("SIGTERM") };
  },
};

describe.each(Object.entries(servers))("flows in TypeScript on %s", (_name, start) => {
  let server: Awaited<ReturnType<typeof start>>;
  let deployments: NodeDeployments;
  beforeAll(async () => {
    server = await start();
    deployments = new NodeDeployments(server.origin);
  });
  afterAll(async () => {
    await server.close();
  });

  describe("executed by Prefect's own worker", { concurrent: true }, () => {
    let worker: PrefectWorker;
    beforeAll(async () => {
      const PATH = `${BINARIES}:${process.env["PATH"]}`;
      worker = PrefectWorker.start(server.origin, POOL, { PATH, TUTTI_HOME: home });
      await worker.until(/Worker .* started/);
    });
    afterAll(() => worker.stop());
    runsAreExecuted(() => deployments);
  });

  test("a program serves its flow, and pauses the deployment when it stops", async () => {
    const program = new ServingProgram(join(FLOWS, "deployed.ts"), server.origin, home);
    await program.says(/Serving 'sum\/served'/);
    const { id: deploymentId } = await deployments.deploymentNamed("sum/served");
    const id = await deployments.run(String(deploymentId), { right: 2 });
    expect(await deployments.until(id, ...TERMINAL)).toBe("Completed");
    expect(await deployments.records.taskRuns(id, 1)).toEqual(["add Completed ×1"]);
    expect(await program.stop()).toBe(0);
    expect(await deployments.deploymentNamed("sum/served")).toMatchObject({ paused: true });
  });
});

function runsAreExecuted(on: () => NodeDeployments): void {
  test("a run has its parameters, its steps and its log", async ({ expect }) => {
    const id = await on().run(await on().deploy("sum", POOL), { left: 40 });
    expect(await on().until(id, ...TERMINAL)).toBe("Completed");
    expect(await on().records.taskRuns(id, 1)).toEqual(["add Completed ×1"]);
    const messages = await on().records.messages(id, /Finished in state Completed/);
    expect(messages).toContain("the sum is 42");
  });

  test("a run that fails is Failed, not Crashed", async ({ expect }) => {
    const id = await on().run(await on().deploy("failing", POOL));
    expect(await on().until(id, ...TERMINAL)).toBe("Failed");
    expect(await on().messageOf(id)).toContain("RangeError: not today");
  });

  test("a flow that cannot be found is Crashed, with the reason", async ({ expect }) => {
    const id = await on().run(await on().deploy("sum", POOL, "sun"));
    expect(await on().until(id, ...TERMINAL)).toBe("Crashed");
    expect(await on().messageOf(id)).toContain("Did you mean sum?");
  });

  test("a run that is cancelled ends so, with its hook called", async ({ expect }) => {
    const notes = join(home, `notes-${Date.now()}`);
    const id = await on().run(await on().deploy("patient", POOL), { notes });
    await expect.poll(() => readFile(notes, "utf8").catch(() => "")).toBe("begin\n");
    await on().cancel(id);
    expect(await on().until(id, ...TERMINAL)).toBe("Cancelled");
    await expect.poll(() => readFile(notes, "utf8")).toBe("begin\nhook\n");
  });
}
