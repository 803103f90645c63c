import type { TakenLimit } from "@tutti/core/wire/concurrency-limit";
import type { Deps } from "../../deps.ts";
import { sharedNow } from "../../store/dialect.ts";
import { takenLimitFromRow } from "../../store/rows/concurrency-limit-row.ts";
import type { Outcome, Tx } from "../command.ts";
import { lockLimitsByName } from "./lock-limits.ts";
import { endLeases, leasesOfHolder } from "./slot-leases.ts";
import { tagLimitNames } from "./tag-slots.ts";

/** Ends the leases by which the task run holds slots of these tags. Answers the limits of the tags. */
export async function giveBackSlotsOfTags(
  tx: Tx,
  deps: Deps,
  { tags, taskRunId }: { tags: readonly string[]; taskRunId: string },
): Promise<Outcome<TakenLimit[]>> {
  const names = tagLimitNames(tags);
  const leases = await leasesOfHolder(tx, { type: "task_run", id: taskRunId }, names);
  if (leases.length > 0) await endLeases(tx, await sharedNow(tx, deps), leases);
  return { result: (await lockLimitsByName(tx, names)).map(takenLimitFromRow) };
}
