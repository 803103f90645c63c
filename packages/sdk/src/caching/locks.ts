import type { Connection } from "../connection.ts";

/** A lock that is held. */
export interface Lock {
  /** Gives it to the next who waits; more than once is fine. */
  release(): Promise<void>;
}

/** What a lock is asked for with. */
export interface LockRequest {
  /** Aborted when nobody waits for it any more: then `acquire` rejects with its reason. */
  readonly signal: AbortSignal;
  /** Told once, when another holds it. */
  readonly onWaiting: () => void;
  readonly connection: Connection;
}

/** Keeps two from working at one thing at a time. */
export interface Locks {
  /** Resolves when nobody else holds the lock of this key, nor will until it is released or its holder is gone. */
  acquire(key: string, request: LockRequest): Promise<Lock>;
}
