import type { Connection } from "../connection.ts";
import type { FlowRunScope } from "../engine/flow-run-scope.ts";
import { currentContext, type RunContext } from "../engine/run-context.ts";
import { earlierEnd, type OwnStep } from "./own-step.ts";
import type {
  CompletedTaskRun,
  TaskTransactionHook,
  Transaction,
  TransactionHook,
  TransactionHooks,
  TransactionOptions,
  TransactionState,
} from "./transaction-options.ts";

/** A task run that completed in a transaction. */
export interface TaskMember {
  readonly kind: "task";
  /** How its hooks' steps are named and keyed. */
  readonly taskName: string;
  /** With the flow run in front, where that is not the one of the outermost transaction. */
  readonly stepKey: string;
  readonly run: CompletedTaskRun;
  readonly onCommit: readonly TaskTransactionHook[];
  readonly onRollback: readonly TaskTransactionHook[];
  /** Keeps what waited for the commit: a result under its cache key. */
  readonly keep: (() => Promise<void>) | null;
  /** Reports the task run as rolled back. */
  readonly markRolledBack: () => Promise<void>;
}

export type Member = TaskMember | TransactionScope;

/** What was settled for good before a crash. */
export type Decision =
  | { readonly kind: "commit"; readonly value: unknown }
  | { readonly kind: "rollback"; readonly error: Error };

/** A transaction under way: what is in it, and what is to be done when it ends. */
export class TransactionScope implements Transaction {
  readonly kind = "transaction";
  readonly options: TransactionOptions;
  readonly parent: TransactionScope | null;
  /** Where it stands in the outermost one, and how often it was rolled back: its own steps are keyed by it. */
  readonly prefix: string;
  readonly mode: NonNullable<TransactionOptions["commitMode"]>;
  /** Where its body runs. */
  readonly context: RunContext;
  readonly connection: Connection;
  readonly commitHooks: TransactionHook[] = [];
  readonly rollbackHooks: TransactionHook[] = [];
  /** Lets go of what it holds when all of it has ended. */
  readonly releases: (() => Promise<void>)[] = [];
  state: TransactionState = "active";
  /** Where tasks do not wait for its end: what commits one of them. */
  commitAtOnce: ((task: TaskMember) => Promise<void>) | null = null;
  staged: { readonly value: unknown } | null = null;
  readonly #values = new Map<string, unknown>();
  readonly #calls = new Set<Promise<unknown>>();
  #decided: Decision | null = null;
  readonly #members = new Map<string, Member>();
  /** How many transactions within it have begun, by the attempt of a flow run that they stand in. */
  readonly #within = new Map<FlowRunScope | null, number>();

  constructor(
    options: TransactionOptions,
    parent: TransactionScope | null,
    context: RunContext,
    connection: Connection,
  ) {
    this.options = options;
    this.parent = parent;
    this.prefix = prefixOf(parent === null ? "" : `${parent.prefix}/${parent.#nextPlace()}/`, context);
    this.mode = options.commitMode ?? parent?.mode ?? "LAZY";
    this.context = context;
    this.connection = connection;
  }

  get key(): string | null {
    return this.options.key ?? null;
  }

  /** The one that no other commits. */
  get outermost(): TransactionScope {
    return this.parent?.outermost ?? this;
  }

  /** The end that a crash interrupted: the body is called only to learn what is in the transaction. */
  get decided(): Decision | null {
    return this.#decided ?? this.parent?.decided ?? null;
  }

  decide(decision: Decision | null): void {
    this.#decided = decision;
  }

  get<T = unknown>(name: string, fallback?: T): T {
    if (this.#values.has(name)) return structuredClone(this.#values.get(name)) as T;
    if (this.parent !== null) return this.parent.get(name, fallback);
    if (arguments.length > 1 && fallback !== undefined) return fallback;
    throw new TypeError(`No value "${name}" was set in the transaction`);
  }

  set(name: string, value: unknown): void {
    if (currentContext().transaction?.isWithin(this) !== true) {
      throw new TypeError(
        `"${name}" is set within a task, which a resumed run does not call again: hooks are given the task's result, or ` +
          "set it in the body of the transaction",
      );
    }
    this.#values.set(name, structuredClone(value));
  }

  stage(value: unknown, { onCommit, onRollback }: TransactionHooks = {}): void {
    this.staged = { value };
    this.state = "staged";
    this.commitHooks.push(...listOf(onCommit));
    this.rollbackHooks.push(...listOf(onRollback));
  }

  onCommit(hook: TransactionHook): void {
    this.commitHooks.push(hook);
  }

  onRollback(hook: TransactionHook): void {
    this.rollbackHooks.push(hook);
  }

  isWithin(other: TransactionScope): boolean {
    return this === other || this.parent?.isWithin(other) === true;
  }

  /** What names the current flow run in keys: nothing for the one that the outermost transaction stands in, else its id. */
  flowRunKey(flowRun: FlowRunScope | null): string {
    const id = flowRun?.fields.id;
    return id === undefined || id === this.context.flowRun?.fields.id ? "" : `${id}/`;
  }

  /** What is in it, in the order in which it came to be. */
  get members(): readonly Member[] {
    return [...this.#members.values()];
  }

  /**
   * A member is there once, though a flow within that is tried again comes by it twice. A task of an eager transaction is no
   * member: it is committed when it has completed, whatever comes after it. Rejects with what its commit hook throws.
   */
  async join(member: Member): Promise<void> {
    if (this.commitAtOnce !== null && member.kind === "task") return this.commitAtOnce(member);
    const key = keyOf(member);
    this.#members.delete(key);
    this.#members.set(key, member);
  }

  #nextPlace(): string {
    const { flowRun } = currentContext();
    const count = this.#within.get(flowRun) ?? 0;
    this.#within.set(flowRun, count + 1);
    return `${this.flowRunKey(flowRun)}${count}`;
  }

  /** A call of a task or a flow in the body: the transaction does not end before it has. */
  track(call: Promise<unknown>): void {
    this.#calls.add(call);
    const remove = (): void => void this.#calls.delete(call);
    call.then(remove, remove);
  }

  async whenCallsEnded(): Promise<void> {
    while (this.#calls.size > 0) await Promise.allSettled(this.#calls);
  }

  /** Whether its end changes anything outside of the run: then it is put on record before it begins. */
  get hasConsequences(): boolean {
    if (this.key !== null || this.commitHooks.length > 0 || this.rollbackHooks.length > 0) return true;
    return this.members.some((member) =>
      member.kind === "task"
        ? member.onCommit.length > 0 || member.onRollback.length > 0 || member.keep !== null
        : member.hasConsequences,
    );
  }
}

function keyOf(member: Member): string {
  return member.kind === "task" ? `task ${member.stepKey}` : `transaction ${member.prefix}`;
}

/** Each rollback that is over is on record: what comes after it is keyed anew. */
function prefixOf(path: string, context: RunContext): string {
  let generation = 0;
  while (earlierEnd(undoneStep(`${path}${generation}`), context) !== null) generation += 1;
  return `${path}${generation}`;
}

export function undoneStep(prefix: string): OwnStep {
  return { name: "transaction-rolled-back", key: `${prefix}/rolled-back` };
}

export function listOf<T>(hooks: T | readonly T[] | undefined): readonly T[] {
  if (hooks === undefined) return [];
  return isList(hooks) ? hooks : [hooks];
}

function isList<T>(hooks: T | readonly T[]): hooks is readonly T[] {
  return Array.isArray(hooks);
}
