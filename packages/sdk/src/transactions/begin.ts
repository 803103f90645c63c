import { serverLocks } from "../caching/server-locks.ts";
import { now } from "../engine/clock.ts";
import type { TransactionScope } from "./transaction-scope.ts";

/**
 * Takes the key's lock where it is to be isolated, and looks whether the work was done already: then this gives what is kept
 * of it. One whose end was decided before a crash is ended first, whatever is kept.
 */
export async function begin(scope: TransactionScope): Promise<{ readonly value: unknown } | null> {
  const { key, options, decided } = scope;
  if (key === null) return null;
  const found = decided === null ? await kept(scope, key) : null;
  if (found !== null || options.isolation !== "SERIALIZABLE") return found;
  await takeLock(scope, key);
  return decided === null ? kept(scope, key) : null;
}

/** Lets go of all that the transaction, and those within it, hold. */
export async function letGo(scope: TransactionScope): Promise<void> {
  await Promise.allSettled(scope.releases.splice(0).map((release) => release()));
}

async function kept(scope: TransactionScope, key: string): Promise<{ readonly value: unknown } | null> {
  const { options, connection } = scope;
  if (options.overwrite === true) return null;
  const found = await connection.results.findCached(key, now(), { resultStorage: options.store });
  return found === null ? null : { value: await found.value() };
}

async function takeLock(scope: TransactionScope, key: string): Promise<void> {
  const { locks = serverLocks } = scope.options;
  const { step, flowRun } = scope.context;
  const signal = step?.signal ?? flowRun?.signal ?? new AbortController().signal;
  const onWaiting = (): void => step?.logger.info(`Waiting for another transaction of the key "${key}"`);
  const lock = await locks.acquire(key, { connection: scope.connection, signal, onWaiting });
  scope.outermost.releases.push(() => lock.release());
}
