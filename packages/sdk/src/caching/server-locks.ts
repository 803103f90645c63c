import { hash } from "node:crypto";
import {
  createConcurrencyLimit,
  deleteConcurrencyLimit,
  renewSlots,
  takeSlots,
} from "@tutti/client/concurrency-limits";
import type { ApiClient } from "@tutti/client/http";
import { ResponseError } from "@tutti/client/response-error";
import type { Connection } from "../connection.ts";
import { waitForSlots, wakeWaiting } from "../limits/wait-for-slots.ts";
import { printLine } from "../print-line.ts";
import { asError, errorTitle } from "../results/failure.ts";
import type { Lock, LockRequest, Locks } from "./locks.ts";

// A lock is a concurrency limit of one slot, made by whoever first asks for it:
// V1: it is held by the slot's lease, which ends with its holder; then the next who asks has the slot.
// V2: its holder lets go by deleting the limit, by its id: at that moment nobody else has the slot, and whoever asks next
//     makes another limit of the same name. So nothing is left behind.
// V3: who has lost the lease deletes nothing: the limit is another's by then. A process that stood still, or whose machine
//     slept, need not have heard of that: the lease is renewed before the limit is deleted.

const LEASE_SECONDS = 60;
const COME_AGAIN_MS = 500;

interface Held {
  readonly leaseId: string;
  readonly limitId: string;
}

/** Locks among all who use the server. One whose holder is gone ends with its lease, after a minute. */
export const serverLocks: Locks = {
  async acquire(key: string, { connection, signal, onWaiting }: LockRequest): Promise<Lock> {
    const { api } = connection;
    const name = `cache-lock:${hash("sha256", key).slice(0, 40)}`;
    const held = await waitForSlots({
      what: `the lock of the cache key "${key}"`,
      key: name,
      timeoutSeconds: undefined,
      comeAgainMs: COME_AGAIN_MS,
      signal,
      take: () => take(api, name),
      giveBack: (late) => void release(connection, late, key),
      onWaiting,
    });
    let released: Promise<void> | null = null;
    connection.leases.keepSlots(held.leaseId, LEASE_SECONDS, () => {
      released = Promise.resolve();
      printLine(lostLock(key));
    });
    return { release: () => (released ??= release(connection, held, key)) };
  },
};

async function take(api: ApiClient, name: string): Promise<Held> {
  const body = { names: [name], slots: 1, mode: "concurrency" as const, lease_duration: LEASE_SECONDS };
  for (;;) {
    const { lease_id, limits } = await takeSlots(api, body);
    const [limit] = limits;
    if (limit !== undefined) return { leaseId: lease_id, limitId: limit.id };
    await unless(409, createConcurrencyLimit(api, { name, limit: 1 }));
  }
}

async function release({ api, leases }: Connection, { leaseId, limitId }: Held, key: string): Promise<void> {
  leases.dropSlots(leaseId);
  try {
    if (await isStillHeld(api, leaseId)) await unless(404, deleteConcurrencyLimit(api, limitId));
    else printLine(lostLock(key));
  } catch (error) {
    printLine(`tutti: the lock of the cache key "${key}" ends with its lease (${errorTitle(asError(error))})`);
  }
  wakeWaiting();
}

async function isStillHeld(api: ApiClient, leaseId: string): Promise<boolean> {
  try {
    await renewSlots(api, leaseId, LEASE_SECONDS);
    return true;
  } catch (error) {
    if (error instanceof ResponseError && error.status === 410) return false;
    throw error;
  }
}

function lostLock(key: string): string {
  return `tutti: the lock of the cache key "${key}" was lost: another may compute the same`;
}

async function unless(status: number, request: Promise<unknown>): Promise<void> {
  try {
    await request;
  } catch (error) {
    if (!(error instanceof ResponseError) || error.status !== status) throw error;
  }
}
