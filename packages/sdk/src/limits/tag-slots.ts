import { addSeconds } from "@tutti/core/instant";
import { scheduledState } from "@tutti/core/run-state";
import type { Connection } from "../connection.ts";
import { now } from "../engine/clock.ts";
import { newId } from "../engine/new-id.ts";
import { post } from "../engine/report-step.ts";
import type { StepCall } from "../engine/step-call.ts";
import { acquireSlots } from "./acquire-slots.ts";
import type { Slots } from "./held-slots.ts";
import { limitRequest } from "./limit-options.ts";

const LEASE_SECONDS = 60;
// Most tags have no limit. Prefect's client, too, remembers that for this long.
const UNLIMITED_FOR_MS = 5000;

const unlimitedUntil = new WeakMap<Connection, Map<string, number>>();

/**
 * Takes a slot of each of the task's tags that has a limit, from before it is Running until it has ended. While it waits, its
 * task run says so: AwaitingConcurrencySlot. Null when there is nothing to hold.
 */
export async function takeTagSlots(call: StepCall, connection: Connection): Promise<Slots | null> {
  const { tags } = call.step.run.fields;
  if (tags.length === 0) return null;
  const names = tags.map((tag) => `tag:${tag}`);
  const known = knownUnlimited(connection);
  const key = JSON.stringify(names.toSorted());
  if ((known.get(key) ?? 0) > performance.now()) return null;
  const holder = { type: "task_run" as const, id: call.step.run.id };
  const onWaiting = (what: string, retryAfterMs: number): void => {
    const at = now();
    const state = { id: newId(), timestamp: at, name: "AwaitingConcurrencySlot", message: `Waiting for ${what}` };
    post(call, connection, scheduledState(state, { scheduledTime: addSeconds(at, retryAfterMs / 1000) }));
  };
  const { signal } = call.step;
  const context = { ...call.context, step: call.step };
  const acquiring = { connection, context, signal, onWaiting };
  const slots = await acquireSlots(limitRequest(names, {}), LEASE_SECONDS, holder, acquiring);
  if (slots === null) known.set(key, performance.now() + UNLIMITED_FOR_MS);
  return slots;
}

function knownUnlimited(connection: Connection): Map<string, number> {
  const known = unlimitedUntil.get(connection) ?? new Map<string, number>();
  unlimitedUntil.set(connection, known);
  return known;
}
