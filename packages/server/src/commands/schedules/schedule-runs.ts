import { addSeconds } from "@tutti/core/instant";
import type { scheduleRunsBody } from "@tutti/core/wire/deployment-run";
import type { z } from "zod";
import type { Deps } from "../../deps.ts";
import type { Outcome, Tx } from "../command.ts";
import { makeScheduledRuns } from "./scheduled-runs.ts";

export const MIN_RUNS = 3;
export const MAX_RUNS = 100;
export const MIN_SECONDS = 3600;
export const MAX_SECONDS = 100 * 86_400;

/** Makes runs of a deployment's schedules for a time that the request names, in the past too. No deployment, no runs. */
export async function scheduleRuns(
  tx: Tx,
  deps: Deps,
  { id, body }: { id: string; body: z.output<typeof scheduleRunsBody> },
): Promise<Outcome<null>> {
  const deployment = await tx.selectFrom("deployment").selectAll().where("id", "=", id).forUpdate().executeTakeFirst();
  if (deployment === undefined) return { result: null };
  const start = body.start_time ?? deps.now();
  const { changes } = await makeScheduledRuns(tx, deps, deployment, {
    start,
    end: body.end_time ?? addSeconds(start, MAX_SECONDS),
    minRuns: body.min_runs ?? MIN_RUNS,
    minSeconds: body.min_time ?? MIN_SECONDS,
    maxRuns: Math.min(body.max_runs ?? MAX_RUNS, 1000),
  });
  return { result: null, changes };
}
