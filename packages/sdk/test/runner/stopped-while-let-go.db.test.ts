import { expect, test } from "vitest";
import { InterruptedRun } from "../support/interrupted-run.ts";
import { LateAnswer } from "../support/late-answer.ts";
import { useServer } from "../support/server.ts";

const records = useServer();

test("a run sleeps although its process is told to stop before it hears that it may", async () => {
  const late = await LateAnswer.to(records.server.url, '"Sleeping"');
  try {
    const told = { ...records.env, TUTTI_LOGGING_LEVEL: "ERROR", TUTTI_API_URL: late.api };
    const run = await InterruptedRun.of("naps", records.api, told);
    const program = run.execute();
    await late.whenAsked();
    await expect.poll(async () => (await records.flowRun(run.id)).state_name).toBe("Sleeping");
    program.send("SIGTERM");
    await expect.poll(() => program.errors).toContain("stopped by SIGTERM");
    late.release();
    expect(await program.ended()).toEqual({ code: 0, signal: null });
    expect(await records.flowRun(run.id)).toMatchObject({ state_name: "Sleeping" });
  } finally {
    await late.close();
  }
});
