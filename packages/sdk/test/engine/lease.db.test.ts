import { expect, test } from "vitest";
import { InterruptedRun } from "../support/interrupted-run.ts";
import { useServer } from "../support/server.ts";

const records = useServer();

/** Stops the process of a run for as long as it takes to lose its lease: twice takes longer than a lease of 10 seconds. */
async function loseALease(): Promise<void> {
  const run = await InterruptedRun.of("steps", records.api, { ...records.env, TUTTI_LEASE_SECONDS: "6" });
  const program = run.execute();
  await program.said("holding");
  program.send("SIGSTOP");
  await expect.poll(async () => (await records.flowRun(run.id)).state_name).toBe("Recovering");
  program.send("SIGKILL");
  await program.ended();
}

test("a process that computes, and hears of nothing, keeps its run while others, which are stopped, lose theirs", async () => {
  const run = await InterruptedRun.of("busy", records.api, records.env);
  const program = run.execute();
  await program.said("busy");
  await loseALease();
  await loseALease();
  await run.go();
  expect(await program.ended()).toEqual({ code: 0, signal: null });
  expect(await records.flowRun(run.id)).toMatchObject({ state_type: "COMPLETED", run_count: 1 });
});
