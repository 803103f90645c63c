import { setTimeout as passed } from "node:timers/promises";
import { expect, test } from "vitest";
import { InterruptedRun } from "../support/interrupted-run.ts";
import { LateAnswer } from "../support/late-answer.ts";
import { useServer } from "../support/server.ts";

const records = useServer();

test("a process that asked to be let go does not go on meanwhile, though what it waited for is over", async () => {
  const late = await LateAnswer.to(records.server.url, '"Sleeping"');
  try {
    const run = await InterruptedRun.of("naps", records.api, { ...records.env, TUTTI_API_URL: late.api });
    const program = run.execute();
    await late.whenAsked();
    await expect.poll(async () => (await records.flowRun(run.id)).state_name).toBe("Sleeping");
    await passed(4500); // what the flow sleeps, and more
    late.release();
    expect(await program.ended()).toEqual({ code: 0, signal: null });
    expect(await run.calls()).toEqual([]);
    expect(await records.flowRun(run.id)).toMatchObject({ state_name: "Sleeping" });
    expect(await run.execute().ended()).toEqual({ code: 0, signal: null });
    expect(await run.calls()).toEqual(["7"]);
    expect(await records.flowRun(run.id)).toMatchObject({ state_name: "Completed", run_count: 1 });
  } finally {
    await late.close();
  }
});
