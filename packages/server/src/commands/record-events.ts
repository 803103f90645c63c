import type { LiveChange } from "@tutti/core/wire/live";
import type { Deps } from "../deps.ts";
import { insertNew } from "../store/row-writes.ts";
import type { Outcome, Tx } from "./command.ts";
import type { EventRecord } from "./event-record.ts";
import { currentEpoch, staleEpoch } from "./lease-check.ts";
import { recordTaskRun } from "./record-task-run.ts";

/** What became of an event: stored (now or earlier), or refused and why. A refused one changed nothing. */
export interface EventOutcome {
  readonly id: string;
  readonly refusal: { readonly code: "lease_lost" | "invalid_event"; readonly detail: string } | null;
}

interface Recorded {
  readonly outcome: EventOutcome;
  readonly change?: () => LiveChange;
}

/**
 * Stores the events, and what they report of task runs. An event that came before changes nothing (E3); one that is
 * refused harms none of the others.
 */
export async function recordEvents(
  tx: Tx,
  deps: Deps,
  params: { events: readonly EventRecord[] },
): Promise<Outcome<EventOutcome[]>> {
  const recorded: Recorded[] = [];
  for (const event of params.events) recorded.push(await recordEvent(tx, deps, event));
  return {
    result: recorded.map(({ outcome }) => outcome),
    changes: () => recorded.flatMap(({ change }) => (change === undefined ? [] : [change()])),
  };
}

async function recordEvent(tx: Tx, deps: Deps, event: EventRecord): Promise<Recorded> {
  const { id } = event.row;
  const refusal = await refusalOf(tx, event);
  if (refusal !== null) return { outcome: { id, refusal } };
  const stored = { outcome: { id, refusal: null } };
  const isNew = await insertNew(tx, "event", { ...event.row, received: deps.now() });
  if (!isNew || event.taskRun === null) return stored;
  const change = await recordTaskRun(tx, deps, event.taskRun, event.flowRunId, event.epoch ?? 0);
  return change === null ? stored : { ...stored, change };
}

async function refusalOf(tx: Tx, event: EventRecord): Promise<EventOutcome["refusal"]> {
  const { flowRunId, epoch, taskRun } = event;
  if (flowRunId === null || (epoch === null && taskRun === null)) return null;
  const current = await currentEpoch(tx, flowRunId);
  if (epoch !== null && current !== epoch) return { code: "lease_lost", detail: staleEpoch(epoch, current) };
  return current === undefined ? { code: "invalid_event", detail: `there is no flow run ${flowRunId}` } : null;
}
