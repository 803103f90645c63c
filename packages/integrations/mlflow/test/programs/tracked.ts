import { existsSync } from "node:fs";
import { setTimeout as passed } from "node:timers/promises";
import { flow } from "@tutti/sdk/flow";
import { runtime } from "@tutti/sdk/runtime";
import { task } from "@tutti/sdk/task";
import { trackRun } from "../../src/track-run.ts";

// A tracked flow that logs before and after it says "holding" and waits for GO.

const { GO = "" } = process.env;

const hold = task({ persistResult: false }, async function hold() {
  process.stdout.write("holding\n");
  while (!existsSync(GO)) await passed(10);
});

const tracked = flow(async function tracked({ depth }: { depth: number }) {
  process.stdout.write(`run ${runtime.flowRun?.id}\n`);
  return trackRun({ experiment: "crashes" }, async (run) => {
    await run.logMetric("before", depth);
    await hold();
    await run.logMetric("after", depth);
    return run.runId;
  });
});

process.stdout.write(`result ${await tracked({ depth: 3 })}\n`);
