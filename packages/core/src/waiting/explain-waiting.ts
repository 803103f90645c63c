import { parseTime } from "../parse-time.ts";
import { WAITING_STATE_NAMES } from "../run-state.ts";
import type { WaitingFacts } from "../wire/dashboard-work.ts";
import type { FlowRun } from "../wire/flow-run.ts";
import { explainEvents, explainSleep } from "./explain-parked.ts";
import { explainRunning } from "./explain-running.ts";
import type { Moments } from "./moments.ts";
import { obstaclesOf } from "./obstacles.ts";

export interface Waiting {
  readonly words: string;
  /** What to type so that it goes on; null when nothing has to be typed. */
  readonly command: string | null;
}

/**
 * Why a run does not go on now, and what would make it; null for one that does or is over. `facts` are null where they are
 * not known.
 */
export function explainWaiting(run: FlowRun, facts: WaitingFacts | null, moments: Moments): Waiting | null {
  switch (run.state_type) {
    case "SCHEDULED":
      return explainScheduled(run, facts, moments);
    case "RUNNING":
      return explainBegun(facts, moments);
    case "PENDING":
      return words(explainPending(run, moments));
    case "PAUSED":
      return words(explainPaused(run, moments), `tutti flow-run resume ${run.id}`);
    case "CANCELLING":
      return words("It was asked to stop, and its process is winding up.");
    case "COMPLETED":
    case "FAILED":
    case "CANCELLED":
    case "CRASHED":
    case null:
    default:
      return null;
  }
}

/** Whether what the run waits for is to be asked of the server. */
export function mayWaitForOthers({ state_type }: FlowRun): boolean {
  return state_type === "SCHEDULED" || state_type === "RUNNING";
}

function words(text: string, command: string | null = null): Waiting {
  return { words: text, command };
}

function explainBegun(facts: WaitingFacts | null, moments: Moments): Waiting | null {
  const reasons = facts === null ? null : explainRunning(facts, moments);
  return reasons === null ? null : words(reasons);
}

function explainScheduled(run: FlowRun, facts: WaitingFacts | null, moments: Moments): Waiting {
  const dueAt = parseTime(run.state?.state_details.scheduled_time) ?? parseTime(run.next_scheduled_start_time);
  const isOthers = facts !== null && !waitsInProcess(run);
  const { reasons, command } = isOthers ? obstaclesOf(facts, moments) : NOTHING_KNOWN;
  const obstacles = reasons.join(" ");
  if (dueAt !== null && dueAt > moments.now) {
    const ahead = obstacles === "" ? "" : ` As things stand it will wait then: ${obstacles}`;
    return words(`${explainTime(run, facts, dueAt, moments)}${ahead}`, command);
  }
  const begun = explainDue(run, dueAt, moments);
  if (waitsInProcess(run)) return words(begun);
  return obstacles === "" ? words(`${begun} ${takerOf(run, facts)}`) : words(`${begun} ${obstacles}`, command);
}

/** Its process is there, and makes the next attempt: nobody else has to take the run. */
function waitsInProcess({ state_name, empirical_policy: { retry_type } }: FlowRun): boolean {
  return state_name === "AwaitingRetry" && retry_type === "in_process";
}

const NOTHING_KNOWN = { reasons: [], command: null };

function explainTime(run: FlowRun, facts: WaitingFacts | null, dueAt: number, moments: Moments): string {
  if (run.state_name === WAITING_STATE_NAMES.sleep) return explainSleep(dueAt, moments);
  if (run.state_name === WAITING_STATE_NAMES.event) return explainEvents(facts?.events ?? [], dueAt, moments);
  if (run.state_name === "AwaitingRetry") return `${attemptOf(run)} begins in ${moments.span(dueAt - moments.now)}.`;
  if (run.state_name === "AwaitingConcurrencySlot") {
    return `Its deployment runs as many at once as it may: it is tried again ${moments.relative(dueAt)}.`;
  }
  return `It starts ${moments.ahead(dueAt)}, on ${moments.absolute(dueAt)}.`;
}

function explainDue(run: FlowRun, dueAt: number | null, moments: Moments): string {
  if (run.state_name === "AwaitingRetry") return `${attemptOf(run)} is due now.`;
  if (run.state_name === "Recovering") return "Its process was lost. It goes on from its last finished step.";
  const since = dueAt === null ? "" : ` since ${moments.absolute(dueAt)}`;
  return `It is due${since}, and nothing has taken it yet.`;
}

function attemptOf(run: FlowRun): string {
  const retries = run.empirical_policy.retries ?? 0;
  return retries > 0 ? `Attempt ${run.run_count + 1} of ${retries + 1}` : "The next attempt";
}

function takerOf({ deployment_id, work_pool_name }: FlowRun, facts: WaitingFacts | null): string {
  if (work_pool_name !== null) {
    return facts === null
      ? `A worker on the pool “${work_pool_name}” has to take it.`
      : `A worker on the pool “${work_pool_name}” is online and takes it as soon as it asks for work.`;
  }
  if (facts?.is_pool_gone === true) {
    return "The work pool that it waited in is gone, so no worker takes it: cancel it, and run it again once its deployment has a pool.";
  }
  if (deployment_id !== null) return "The process that serves its deployment has to run: is it started?";
  return "It has no deployment, so only the process that made it can start it.";
}

function explainPending(run: FlowRun, moments: Moments): string {
  const taken = parseTime(run.state?.timestamp);
  const since = taken === null ? "" : ` ${moments.relative(taken)}`;
  if (run.work_pool_name !== null) {
    return `A worker on “${run.work_pool_name}” took it${since}; its process is starting. The worker’s own log says how.`;
  }
  return "It is about to start: its process has made it and not begun it yet.";
}

function explainPaused(run: FlowRun, moments: Moments): string {
  const details = run.state?.state_details;
  const until = parseTime(details?.pause_timeout);
  const limit = until === null ? "" : ` It fails when nobody does so ${moments.relative(until)}.`;
  const input = (details?.run_input_keyset ?? null) === null ? "" : " It asks for input.";
  return `It waits for somebody to resume it.${input}${limit}`;
}
