import type { Locks } from "../caching/locks.ts";
import type { ResultStorageOption } from "../results/result-places.ts";
import type { TaskRunInfo } from "../task-options.ts";

/** Work that is kept as a whole, or undone as a whole. */
export interface Transaction {
  readonly key: string | null;
  readonly state: TransactionState;
  /**
   * A value set in this transaction, or in one around it; a copy. Throws `TypeError` for a name that was not set, unless
   * a fallback is given.
   */
  get<T = unknown>(name: string, fallback?: T): T;
  /** For hooks, and for transactions within. Throws `TypeError` inside of tasks: a resumed run would not set it again. */
  set(name: string, value: unknown): void;
  /** The value to be kept under the key instead of what the body gives, and what to do with it. */
  stage(value: unknown, hooks?: TransactionHooks): void;
  /** Called when the transaction commits, after the hooks of what is in it. */
  onCommit(hook: TransactionHook): void;
  /** Called when it is rolled back, before the hooks of what is in it. */
  onRollback(hook: TransactionHook): void;
}

export type TransactionState = "active" | "staged" | "committed" | "rolledBack";

/** A task run in a transaction that has completed, with what it came to. */
export interface CompletedTaskRun extends TaskRunInfo {
  readonly result: unknown;
}

/** What is done when a transaction ends. Hooks of tasks are told of their task run; others are given none. */
export type TransactionHook = (transaction: Transaction, run?: CompletedTaskRun) => void | Promise<void>;

/** Hooks as tasks have them. */
export type TaskTransactionHook = (transaction: Transaction, run: CompletedTaskRun) => void | Promise<void>;

export interface TransactionHooks {
  readonly onCommit?: TransactionHook | readonly TransactionHook[];
  readonly onRollback?: TransactionHook | readonly TransactionHook[];
}

export interface TransactionOptions {
  /** What is done under one key is done once: a later transaction gives what is kept under it, and calls no body. */
  readonly key?: string;
  /** What its task run is called, in the run's graph. `transaction` unless given. */
  readonly name?: string;
  /** `SERIALIZABLE`: transactions of one key wait for each other. `READ_COMMITTED` unless given. */
  readonly isolation?: "READ_COMMITTED" | "SERIALIZABLE";
  /**
   * `LAZY`: one within another commits with that. `EAGER`: it commits at its own end, whatever becomes of the other, and its tasks each at theirs. `OFF`:
   * it is rolled back at its end, unless it is within another. That of the transaction around it, or `LAZY`, unless given.
   */
  readonly commitMode?: "LAZY" | "EAGER" | "OFF";
  /** Does it again, and replaces what is kept under the key. */
  readonly overwrite?: boolean;
  /** The block that the value is kept in under the key; where results are kept unless given. */
  readonly store?: ResultStorageOption;
  /** Who sees to the isolation. The server unless given. */
  readonly locks?: Locks;
}
