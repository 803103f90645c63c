import { addSeconds } from "@tutti/core/instant";
import type { Deps } from "../../deps.ts";
import type { Outcome, Tx } from "../command.ts";
import { makeScheduledRuns, type MadeRuns } from "./scheduled-runs.ts";

/** How far ahead runs are made: at least so many and so far, at most so many and so far. */
export interface Ahead {
  readonly minRuns: number;
  readonly maxRuns: number;
  readonly minSeconds: number;
  readonly maxSeconds: number;
}

/** Makes the runs ahead of those deployments, from now on: slots that passed are not made up for. Answers how many were made. */
export async function scheduleDeployments(
  tx: Tx,
  deps: Deps,
  { ids, ahead }: { ids: readonly string[]; ahead: Ahead },
): Promise<Outcome<number>> {
  const start = deps.now();
  const horizon = { start, end: addSeconds(start, ahead.maxSeconds), ...ahead };
  const made: MadeRuns[] = [];
  // In the order of their ids, so that two servers do not wait for each other.
  for (const id of [...ids].sort()) {
    const deployment = await tx
      .selectFrom("deployment")
      .selectAll()
      .where("id", "=", id)
      .where("paused", "=", 0)
      .forUpdate()
      .executeTakeFirst();
    if (deployment !== undefined) made.push(await makeScheduledRuns(tx, deps, deployment, horizon));
  }
  const count = made.reduce((sum, runs) => sum + runs.count, 0);
  return { result: count, changes: () => made.flatMap((runs) => runs.changes()) };
}
