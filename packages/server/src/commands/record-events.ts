import type { LiveChange } from "@tutti/core/wire/live";
import type { Deps } from "../deps.ts";
import { insertNewRows } from "../store/row-writes.ts";
import type { Outcome, Tx } from "./command.ts";
import type { EventRecord } from "./event-record.ts";
import { currentEpoch, staleEpoch } from "./lease-check.ts";
import { TaskRunLedger } from "./task-run-ledger.ts";

/** What became of an event: stored (now or earlier), or refused and why. A refused one changed nothing. */
export interface EventOutcome {
  readonly id: string;
  readonly refusal: { readonly code: "lease_lost" | "invalid_event"; readonly detail: string } | null;
}

/**
 * Stores the events, and what they report of task runs, in as few statements as there are kinds of rows. An event that
 * came before changes nothing (E3); one that is refused harms none of the others.
 */
export async function recordEvents(
  tx: Tx,
  deps: Deps,
  params: { events: readonly EventRecord[] },
): Promise<Outcome<EventOutcome[]>> {
  const outcomes = await judge(tx, params.events);
  const accepted = params.events.filter((_, index) => outcomes[index]?.refusal === null);
  const received = deps.now();
  const rows = accepted.map((event) => ({ ...event.row, received }));
  const changes = await recordTaskRuns(tx, deps, accepted, await insertNewRows(tx, "event", rows));
  return { result: outcomes, changes };
}

async function judge(tx: Tx, events: readonly EventRecord[]): Promise<EventOutcome[]> {
  const epochs = new Map<string, number | undefined>();
  const outcomes: EventOutcome[] = [];
  for (const event of events) {
    const { flowRunId } = event;
    const isBound = event.epoch !== null || event.taskRun !== null;
    if (flowRunId !== null && isBound && !epochs.has(flowRunId))
      epochs.set(flowRunId, await currentEpoch(tx, flowRunId));
    outcomes.push({
      id: event.row.id,
      refusal: flowRunId !== null && isBound ? refusalOf(event, epochs.get(flowRunId)) : null,
    });
  }
  return outcomes;
}

/** `current` is the epoch of the event's flow run, undefined when there is no such run. */
function refusalOf({ flowRunId, epoch }: EventRecord, current: number | undefined): EventOutcome["refusal"] {
  if (epoch !== null && current !== epoch) return { code: "lease_lost", detail: staleEpoch(epoch, current) };
  return current === undefined ? { code: "invalid_event", detail: `there is no flow run ${flowRunId}` } : null;
}

async function recordTaskRuns(
  tx: Tx,
  deps: Deps,
  events: readonly EventRecord[],
  isNew: Set<string>,
): Promise<() => LiveChange[]> {
  const ledger = new TaskRunLedger(tx, deps);
  for (const { row, taskRun, flowRunId, epoch } of events) {
    // Of an event that stands twice among them, the second is not new.
    if (taskRun !== null && isNew.delete(row.id)) await ledger.enter(taskRun, flowRunId, epoch ?? 0);
  }
  await ledger.write();
  return () => ledger.changes();
}
