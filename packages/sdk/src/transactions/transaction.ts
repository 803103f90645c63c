import { connect } from "../connection.ts";
import { callTask } from "../engine/call-task.ts";
import { currentContext, runIn } from "../engine/run-context.ts";
import { defineTask } from "../engine/task-definition.ts";
import { asError } from "../results/failure.ts";
import { begin, letGo } from "./begin.ts";
import { commit, commitAtOnce, earlierDecision, rollBack, wasRolledBack } from "./settle.ts";
import type { Transaction, TransactionOptions } from "./transaction-options.ts";
import { TransactionScope } from "./transaction-scope.ts";

type Body<T> = (transaction: Transaction) => T | Promise<T>;

/**
 * Runs `body` and commits: the commit hooks of the tasks called in it are called, and with a key what it came to is kept under
 * it. When the body fails, the rollback hooks are called instead, latest first, and this rejects with the same. In a flow a
 * transaction is a step, and survives crashes: one that was decided is ended as it was decided, a hook that has ended is not
 * called again.
 *
 * ```ts
 * await transaction({ key: "load-2024-01" }, async (txn) => {
 *   const path = await download(month);
 *   await insert(path);
 * });
 * ```
 */
export function transaction<T>(body: Body<T>): Promise<T>;
export function transaction<T>(options: TransactionOptions, body: Body<T>): Promise<T>;
export async function transaction<T>(first: TransactionOptions | Body<T>, second?: Body<T>): Promise<T> {
  const [options, body] = typeof first === "function" ? [{}, first] : [first, second];
  if (typeof body !== "function") throw new TypeError("transaction needs a function: transaction(options, fn)");
  checkOptions(options);
  const parent = currentContext().transaction;
  const mode = options.commitMode ?? parent?.mode;
  if (parent === undefined || mode === "EAGER") return (await outermost({ ...options, ...modeOf(mode) }, body)) as T;
  const ended = within(parent, options, body);
  parent.track(ended);
  return (await ended) as T;
}

/** The transaction that the code is in, if it is in one. Tasks called in it are part of it, their bodies are not. */
export function currentTransaction(): Transaction | undefined {
  return currentContext().transaction;
}

function modeOf(commitMode: TransactionOptions["commitMode"]): TransactionOptions {
  return commitMode === undefined ? {} : { commitMode };
}

function checkOptions({ key, commitMode = "LAZY", isolation = "READ_COMMITTED" }: TransactionOptions): void {
  if (key === "") throw new TypeError("The key of a transaction must not be empty");
  if (!["LAZY", "EAGER", "OFF"].includes(commitMode)) throw new TypeError(`There is no commitMode "${commitMode}"`);
  if (!["READ_COMMITTED", "SERIALIZABLE"].includes(isolation))
    throw new TypeError(`There is no isolation "${isolation}"`);
}

/** One that no other commits: a step. What is in it is keyed within that step. */
async function outermost(options: TransactionOptions, body: Body<unknown>): Promise<unknown> {
  const name = options.name ?? "transaction";
  const task = defineTask({ name }, async (_key: string | null) => runOutermost(options, body));
  return (await callTask(task, [options.key ?? null]).ended).result();
}

async function runOutermost(options: TransactionOptions, body: Body<unknown>): Promise<unknown> {
  const scope = await openOutermost(options);
  try {
    scope.decide(await earlierDecision(scope));
    const found = await begin(scope);
    if (found !== null) return found.value;
    const outcome = await callBody(scope, body);
    const { decided } = scope;
    if (decided?.kind === "rollback") throw decided.error;
    if (decided === null && outcome.kind === "error") throw outcome.error;
    const value = outcome.kind === "value" ? outcome.value : undefined;
    if (scope.mode !== "OFF") return await commit(scope, value);
    await rollBack(scope, new Error("the transaction is not to be committed: its commitMode is OFF"));
    return value;
  } catch (error) {
    if (scope.state !== "rolledBack") await rollBack(scope, asError(error));
    throw error;
  } finally {
    await letGo(scope);
  }
}

async function openOutermost(options: TransactionOptions): Promise<TransactionScope> {
  const context = currentContext();
  const scope = new TransactionScope(options, null, context, context.flowRun?.connection ?? (await connect()));
  if (scope.mode === "EAGER") scope.commitAtOnce = (task) => commitAtOnce(task, scope);
  return scope;
}

type BodyOutcome =
  | { readonly kind: "value"; readonly value: unknown }
  | { readonly kind: "error"; readonly error: Error };

/** What the body comes to, with every call in it ended. */
async function callBody(scope: TransactionScope, body: Body<unknown>): Promise<BodyOutcome> {
  try {
    const value = await runIn({ ...currentContext(), transaction: scope }, async () => body(scope));
    return { kind: "value", value };
  } catch (error) {
    return { kind: "error", error: asError(error) };
  } finally {
    await scope.whenCallsEnded();
  }
}

/** One that ends with another. When it fails it is rolled back at once, and the other may go on without it. */
async function within(parent: TransactionScope, options: TransactionOptions, body: Body<unknown>): Promise<unknown> {
  const scope = new TransactionScope(options, parent, parent.context, parent.connection);
  const found = await begin(scope);
  if (found !== null) return found.value;
  const outcome = await callBody(scope, body);
  if (outcome.kind === "value") {
    if (scope.staged === null) scope.stage(outcome.value);
    await parent.join(scope);
    return outcome.value;
  }
  const isDecided = scope.decided !== null;
  if (!isDecided) await rollBack(scope, outcome.error);
  else if (!wasRolledBack(scope)) await parent.join(scope);
  throw outcome.error;
}
