import { expect, test } from "vitest";
import { InterruptedRun } from "../support/interrupted-run.ts";
import { useServer } from "../support/server.ts";

const records = useServer();

/** Of both: the one that was taken last ends last, unless the other is renewed. */
const LEASE = { TUTTI_LEASE_SECONDS: "6" };

/** Stops the process of a run for as long as it takes to lose its lease. */
async function loseALease(): Promise<void> {
  const run = await InterruptedRun.of("steps", records.api, { ...records.env, ...LEASE });
  const program = run.execute();
  await program.said("holding");
  program.send("SIGSTOP");
  await expect.poll(async () => (await records.flowRun(run.id)).state_name).toBe("Recovering");
  program.send("SIGKILL");
  await program.ended();
}

test("a process that computes, and hears of nothing, keeps its run while another, which is stopped, loses its own", async () => {
  const run = await InterruptedRun.of("busy", records.api, { ...records.env, ...LEASE });
  const program = run.execute();
  await program.said("busy");
  await loseALease();
  await run.go();
  expect(await program.ended()).toEqual({ code: 0, signal: null });
  expect(await records.flowRun(run.id)).toMatchObject({ state_type: "COMPLETED", run_count: 1 });
});
