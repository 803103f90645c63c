import type { Deps } from "../../deps.ts";
import { insertEvents } from "../../store/event-writes.ts";
import type { Outcome, Tx } from "../command.ts";
import { currentEpoch, staleEpoch } from "../leases/lease-check.ts";
import { recordAssets } from "../assets/record-assets.ts";
import { TaskRunLedger } from "../task-runs/task-run-ledger.ts";
import type { EventRecord } from "./event-record.ts";

/** What became of an event: stored (now or earlier), or refused and why. A refused one changed nothing. */
export interface EventOutcome {
  readonly id: string;
  readonly refusal: { readonly code: "lease_lost" | "invalid_event"; readonly detail: string } | null;
}

/**
 * Stores the events, and what they report of task runs, in as few statements as there are kinds of rows, and in as few
 * waits as reading before writing allows. An event that came before changes nothing (E3); one that is refused harms none
 * of the others.
 */
export async function recordEvents(
  tx: Tx,
  deps: Deps,
  params: { events: readonly EventRecord[] },
): Promise<Outcome<EventOutcome[]>> {
  const received = deps.now();
  const ledger = new TaskRunLedger(tx, received);
  const [outcomes] = await Promise.all([judge(tx, params.events), ledger.load(params.events)]);
  const accepted = params.events.filter((_, index) => outcomes[index]?.refusal === null);
  for (const event of accepted) ledger.enter(event);
  const events = accepted.map(({ row, relatedIds }) => ({ row: { ...row, received }, relatedIds }));
  await Promise.all([insertEvents(tx, events), ledger.write()]);
  await recordAssets(
    tx,
    accepted.map(({ row }) => row),
  );
  return { result: outcomes, changes: () => ledger.changes() };
}

async function judge(tx: Tx, events: readonly EventRecord[]): Promise<EventOutcome[]> {
  const bound = events.flatMap((event) => runWhoseLeaseCounts(event) ?? []);
  // In one order for everybody: two that lock the same rows do not wait for each other.
  const ids = [...new Set(bound)].sort();
  const epochs = new Map(await Promise.all(ids.map(async (id) => [id, await currentEpoch(tx, id)] as const)));
  return events.map((event) => {
    const flowRunId = runWhoseLeaseCounts(event);
    return { id: event.row.id, refusal: flowRunId === null ? null : refusalOf(event, epochs.get(flowRunId)) };
  });
}

function runWhoseLeaseCounts({ flowRunId, epoch, taskRun }: EventRecord): string | null {
  return epoch !== null || taskRun !== null ? flowRunId : null;
}

/** `current` is the epoch of the event's flow run, undefined when there is no such run. */
function refusalOf({ flowRunId, epoch }: EventRecord, current: number | undefined): EventOutcome["refusal"] {
  if (epoch !== null && current !== epoch) return { code: "lease_lost", detail: staleEpoch(epoch, current) };
  return current === undefined ? { code: "invalid_event", detail: `there is no flow run ${flowRunId}` } : null;
}
