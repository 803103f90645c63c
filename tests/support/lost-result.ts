import { randomBytes } from "node:crypto";
import { inspect } from "node:util";
import type { Storage } from "@tutti/sdk/blocks/storage";
import { flow } from "@tutti/sdk/flow";
import { getFlowRun, getTaskRuns } from "@tutti/sdk/recorded-runs";
import { runtime } from "@tutti/sdk/runtime";
import { task } from "@tutti/sdk/task";
import type { UnsteadyLine } from "./unsteady-line.ts";

/** What is seen of a flow whose task's result did not come to its storage. */
export interface LostResult {
  readonly failed: unknown;
  readonly states: readonly (string | undefined)[];
  /** All that is shown of the failure and of the runs. */
  readonly told: string;
}

/** Runs a flow that keeps results in a storage behind a line, which breaks each connection from within the task on. */
export async function loseResult(storage: Storage, line: UnsteadyLine): Promise<LostResult> {
  let id = "";
  const losing = task(async function losing() {
    line.breaks = { connections: Number.MAX_SAFE_INTEGER, afterBytes: 64 * 1024 };
    return randomBytes(400_000).toString("hex");
  });
  const run = flow({ resultStorage: storage as never, resultSerializer: "json" }, async function losers() {
    id = runtime.flowRun?.id ?? "";
    return losing();
  });
  const failed = await run().catch((error: unknown) => error);
  const runs = [await getFlowRun(id), ...(await getTaskRuns(id))];
  return { failed, states: runs.map(({ state }) => state?.type), told: inspect([failed, runs], { depth: 12 }) };
}
