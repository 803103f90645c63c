import { asError, errorFromText, errorText, failureData } from "../results/failure.ts";
import { earlierEnd, type OwnStep } from "./own-step.ts";
import { performOnce } from "./perform-once.ts";
import { type Decision, type TaskMember, type TransactionScope, undoneStep } from "./transaction-scope.ts";

// How a transaction ends, whatever happens to its process meanwhile:
// X1: whether it commits or is rolled back is on record before anything is done about it. Who resumes it after that goes on
//     with the same, even if its body would end otherwise this time.
// X2: each hook is a step: one that has ended is not called again. One that was interrupted is: as every step, it is called
//     at least once.
// X3: what is kept under a key is kept after the last commit hook, so that a key stands for work that is whole.
// X4: a rollback does all it can: a hook that fails does not keep the others from being called.
// X5: a rollback that is over is on record, too: the next attempt begins anew. A step that was rolled back is run again.

/** What was decided before a crash, if it has not been done with. */
export async function earlierDecision({ prefix, context }: TransactionScope): Promise<Decision | null> {
  const rollback = earlierEnd(rollbackStep(prefix), context);
  if (rollback !== null) {
    const outcome = await rollback.outcome();
    return outcome.kind === "value" ? { kind: "rollback", error: errorFromText(String(outcome.value)) } : null;
  }
  const commits = earlierEnd(commitStep(prefix), context);
  const outcome = commits === null ? null : await commits.outcome();
  return outcome?.kind === "value" ? { kind: "commit", value: outcome.value } : null;
}

/** Commits all of it, inner first, and gives the value. Rejects with what a hook throws: then it is to be rolled back. */
export async function commit(scope: TransactionScope, value: unknown): Promise<unknown> {
  const { context, prefix, hasConsequences } = scope;
  const kept = hasConsequences ? await performOnce(commitStep(prefix), context, () => value) : value;
  await commitAll(scope, kept);
  return kept;
}

/** Undoes all of it, latest first. */
export async function rollBack(scope: TransactionScope, error: Error): Promise<void> {
  const { context, prefix, hasConsequences } = scope;
  if (hasConsequences) await performOnce(rollbackStep(prefix), context, () => failureData(error));
  await rollBackAll(scope);
  if (hasConsequences) await performOnce(undoneStep(prefix), context, () => undefined);
}

/** Whether a transaction within another was rolled back, to its end, before a crash. */
export function wasRolledBack({ prefix, context }: TransactionScope): boolean {
  return earlierEnd(undoneStep(prefix), context) !== null;
}

/** Commits a task of an eager transaction; when a hook of it fails, it alone is undone. */
export async function commitAtOnce(task: TaskMember, scope: TransactionScope): Promise<void> {
  try {
    await commitTask(task, scope);
  } catch (error) {
    await rollBackTask(task, scope);
    throw error;
  }
}

async function commitAll(scope: TransactionScope, value: unknown): Promise<void> {
  for (const member of scope.members) {
    if (member.kind === "task") await commitTask(member, scope);
    else await commitAll(member, member.staged?.value);
  }
  for (const [index, hook] of scope.commitHooks.entries()) {
    const step = { name: `${nameOf(scope)}-on-commit`, key: `${scope.prefix}/commit/${index}` };
    await performOnce(step, scope.context, () => hook(scope));
  }
  const { key, staged, connection, options } = scope;
  if (key !== null) {
    const kept = staged === null ? value : staged.value;
    await connection.results.encodeCached(kept, key, null, { resultStorage: options.store });
  }
  scope.state = "committed";
}

async function commitTask(member: TaskMember, scope: TransactionScope): Promise<void> {
  for (const [index, hook] of member.onCommit.entries()) {
    const key = `${scope.prefix}/commit/${member.stepKey}/${index}`;
    await performOnce({ name: `${member.taskName}-on-commit`, key }, scope.context, () => hook(scope, member.run));
  }
  await member.keep?.();
}

async function rollBackAll(scope: TransactionScope): Promise<void> {
  for (const [index, hook] of [...scope.rollbackHooks.entries()].toReversed()) {
    const step = { name: `${nameOf(scope)}-on-rollback`, key: `${scope.prefix}/rollback/${index}` };
    await undo(step, scope, () => hook(scope));
  }
  scope.state = "rolledBack";
  for (const member of scope.members.toReversed()) {
    if (member.kind === "task") await rollBackTask(member, scope);
    else await rollBackAll(member);
  }
}

async function rollBackTask(member: TaskMember, scope: TransactionScope): Promise<void> {
  for (const [index, hook] of [...member.onRollback.entries()].toReversed()) {
    const key = `${scope.prefix}/rollback/${member.stepKey}/${index}`;
    await undo({ name: `${member.taskName}-on-rollback`, key }, scope, () => hook(scope, member.run));
  }
  await member.markRolledBack();
}

async function undo(step: OwnStep, { context }: TransactionScope, hook: () => unknown): Promise<void> {
  try {
    await performOnce(step, context, hook);
  } catch (error) {
    const logger = context.step?.logger ?? context.flowRun?.logger;
    logger?.error(`${step.name} failed, the rollback goes on: ${errorText(asError(error))}`);
  }
}

function nameOf({ options }: TransactionScope): string {
  return options.name ?? "transaction";
}

function commitStep(prefix: string): OwnStep {
  return { name: "transaction-commits", key: `${prefix}/commits` };
}

function rollbackStep(prefix: string): OwnStep {
  return { name: "transaction-rolls-back", key: `${prefix}/rolls-back` };
}
