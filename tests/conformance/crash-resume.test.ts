import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, inject, test } from "vitest";
import { Program } from "../../packages/sdk/test/support/program.ts";
import { seededRandom } from "../chaos/support/seeded-random.ts";
import { FaultyWire } from "../chaos/wire/faulty-wire.ts";
import { RunRecords } from "./recorded-run.ts";

const folder = mkdtempSync(join(tmpdir(), "tutti-resume-"));
const SEED = Number(process.env["TUTTI_TEST_SEED"] ?? Date.now() % 1_000_000);
/** Of all messages, these suffer something. */
const HARMED = 0.05;

afterAll(() => {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

/** The SDK's program of steps with files of its own. */
function steps(name: string, api: string, env: Record<string, string>) {
  const [calls, go] = [join(folder, `${name}-calls`), join(folder, `${name}-go`)];
  const told = {
    TUTTI_API_URL: api,
    TUTTI_HOME: folder,
    TUTTI_LOGGING_LEVEL: "CRITICAL",
    CALLS: calls,
    GO: go,
    ...env,
  };
  return {
    start: (more: Record<string, string> = {}) => new Program("steps", [], { ...told, ...more }),
    calls: () => readFileSync(calls, "utf8").trim().split("\n").map(Number),
    go: () => writeFileSync(go, ""),
  };
}

describe("Tutti's SDK against a real Prefect server", () => {
  const origin = inject("prefectOrigin");
  const records = new RunRecords(origin);

  test("a run whose process was killed goes on from its last step; what had ended is not executed again", async () => {
    const flow = steps("killed", `${origin}/api`, { HOLD_AT: "5" });
    const first = flow.start();
    const id = await first.said("run ");
    await first.said("holding");
    first.send("SIGKILL");
    await first.ended();
    // Prefect says that it has an event before that is in its database.
    await records.taskRuns(id, 5);
    flow.go();
    const second = flow.start({ TUTTI__FLOW_RUN_ID: id });
    expect(await second.said("result ")).toBe("12");
    expect(await second.ended()).toEqual({ code: 0, signal: null });
    expect(flow.calls()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 1000, 1001]);
    expect(await records.flowRun(id)).toMatchObject({ state_type: "COMPLETED", run_count: 2 });
  });

  test(`messages that are lost, late, cut or there twice change nothing of a run (seed ${SEED})`, async () => {
    const wire = await FaultyWire.open(seededRandom(SEED));
    wire.leadTo(Number(new URL(origin).port));
    wire.suffer(HARMED);
    try {
      const flow = steps("harmed", wire.api, { STEPS: "60" });
      const program = flow.start();
      const id = await program.said("run ");
      expect(await program.said("result ")).toBe("62");
      expect(await program.ended()).toEqual({ code: 0, signal: null });
      expect(flow.calls()).toEqual([...Array(60).keys(), 1000, 1001]);
      expect(await records.flowRun(id)).toMatchObject({ state_type: "COMPLETED", run_count: 1 });
      const tasks = await records.taskRuns(id, 61);
      expect(tasks.filter((task) => task.includes("Completed"))).toHaveLength(60);
      console.log(`${wire.faultCount} faults on the wire`, Object.fromEntries(wire.faults));
    } finally {
      wire.suffer(0);
      await wire.close();
    }
  });
});
