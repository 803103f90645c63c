import { FLOW_POLICY } from "@tutti/core/flow-policy";
import { matchesSpecification } from "@tutti/core/matches-event";
import { scheduledState, WAITING_STATE_NAMES } from "@tutti/core/run-state";
import { TERMINAL_STATE_TYPES } from "@tutti/core/state-type";
import type { LiveChange } from "@tutti/core/wire/live";
import type { Deps } from "../../deps.ts";
import { eventsAfter } from "../../store/committed-events.ts";
import type { CommittedEvent } from "../../store/rows/event-row.ts";
import { fromJson } from "../../store/rows/json-column.ts";
import type { Tx } from "../command.ts";
import { lockCursor, moveCursor } from "../events/event-cursor.ts";
import { EVENT_WAIT_CURSOR } from "./event-waits.ts";
import { loadFlowRun } from "./load-flow-run.ts";
import { orchestrateFlowRun } from "./orchestrate-flow-run.ts";

// N1: each event is held once against the waits that stood when it was committed; the cursor moves with what it found.
// N2: a run that has not yet ended its process when its event comes is woken as soon as it has.

const WAKE_MAX = 100;

/** Answers whether there is more to do. */
export async function wakeRuns(
  tx: Tx,
  deps: Deps,
  limit: number,
): Promise<{ result: boolean; changes: () => LiveChange[] }> {
  const position = await lockCursor(tx, EVENT_WAIT_CURSOR);
  const batch = await eventsAfter(tx, position, limit);
  await noteFound(tx, batch.events);
  if (batch.position !== position) await moveCursor(tx, EVENT_WAIT_CURSOR, batch.position);
  const due = await foundAndWaiting(tx);
  const changes: (() => LiveChange[])[] = [];
  for (const id of due) changes.push(await wake(tx, deps, id));
  await forgetEnded(tx);
  return {
    result: batch.events.length === limit || due.length === WAKE_MAX,
    changes: () => changes.flatMap((change) => change()),
  };
}

async function noteFound(tx: Tx, events: readonly CommittedEvent[]): Promise<void> {
  const byName = Map.groupBy(events, ({ event }) => event);
  for (const [name, named] of byName) {
    const waits = await tx
      .selectFrom("event_wait")
      .select(["flow_run_id", "number", "resource"])
      .where("event", "=", name)
      .where("is_found", "=", 0)
      .execute();
    for (const { flow_run_id, number, resource } of waits) {
      const wanted = fromJson(resource);
      if (!named.some((event) => matchesSpecification(wanted, event.resource))) continue;
      await tx
        .updateTable("event_wait")
        .set({ is_found: 1 })
        .where("flow_run_id", "=", flow_run_id)
        .where("number", "=", number)
        .execute();
    }
  }
}

async function foundAndWaiting(tx: Tx): Promise<string[]> {
  const rows = await tx
    .selectFrom("event_wait")
    .innerJoin("flow_run", "flow_run.id", "event_wait.flow_run_id")
    .select("flow_run.id")
    .distinct()
    .where("event_wait.is_found", "=", 1)
    .where("flow_run.state_type", "=", "SCHEDULED")
    .where("flow_run.state_name", "=", WAITING_STATE_NAMES.event)
    .limit(WAKE_MAX)
    .execute();
  return rows.map(({ id }) => id);
}

async function wake(tx: Tx, deps: Deps, id: string): Promise<() => LiveChange[]> {
  await tx.deleteFrom("event_wait").where("flow_run_id", "=", id).execute();
  const run = await loadFlowRun(tx, id);
  if (run === null) return () => [];
  const message = "The event that the run waits for has come.";
  const mint = { id: deps.newId(), timestamp: deps.now(), name: "Resuming", message };
  const terms = { policy: FLOW_POLICY, leaseSupport: "holds", recoveriesLeft: null } as const;
  const proposed = scheduledState(mint, { scheduledTime: deps.now() });
  return (await orchestrateFlowRun(tx, deps, run, proposed, terms)).changes;
}

/** A run that has ended otherwise waits for nothing. */
async function forgetEnded(tx: Tx): Promise<void> {
  await tx
    .deleteFrom("event_wait")
    .where("flow_run_id", "in", (where) =>
      where
        .selectFrom("event_wait as ended")
        .innerJoin("flow_run", "flow_run.id", "ended.flow_run_id")
        .select("flow_run.id")
        .where("flow_run.state_type", "in", TERMINAL_STATE_TYPES)
        .limit(WAKE_MAX),
    )
    .execute();
}
