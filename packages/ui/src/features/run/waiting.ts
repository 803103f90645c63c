import { unreachable } from "@tutti/core/unreachable";
import type { WaitingFacts } from "@tutti/core/wire/dashboard-work";
import type { FlowRun } from "@tutti/core/wire/flow-run";
import { formatDuration } from "../../time/duration.ts";
import { formatAbsolute, formatAhead, formatRelative, parseTime } from "../../time/moment.ts";
import { obstaclesOf } from "./obstacles.ts";

export interface Waiting {
  readonly words: string;
  /** What to type so that it goes on; null when nothing has to be typed. */
  readonly command: string | null;
}

/**
 * Why a run does not run now, and what would make it; null for one that runs or is over. `facts` are null where they are
 * not known yet.
 */
export function explainWaiting(run: FlowRun, facts: WaitingFacts | null, now: number): Waiting | null {
  switch (run.state_type) {
    case "SCHEDULED":
      return explainScheduled(run, facts, now);
    case "PENDING":
      return words(explainPending(run, now));
    case "PAUSED":
      return words(explainPaused(run, now));
    case "CANCELLING":
      return words("It was asked to stop, and its process is winding up.");
    case "RUNNING":
    case "COMPLETED":
    case "FAILED":
    case "CANCELLED":
    case "CRASHED":
    case null:
      return null;
    default:
      return unreachable(run.state_type);
  }
}

/** Whether what the run waits for is to be asked of the server. */
export function isWaitingForWork({ state_type }: FlowRun): boolean {
  return state_type === "SCHEDULED";
}

function words(text: string, command: string | null = null): Waiting {
  return { words: text, command };
}

function explainScheduled(run: FlowRun, facts: WaitingFacts | null, now: number): Waiting {
  const dueAt = parseTime(run.state?.state_details.scheduled_time) ?? parseTime(run.next_scheduled_start_time);
  const { reasons, command } = facts === null ? NOTHING_KNOWN : obstaclesOf(facts, now);
  const obstacles = reasons.join(" ");
  if (dueAt !== null && dueAt > now) {
    const ahead = obstacles === "" ? "" : ` As things stand it will wait then: ${obstacles}`;
    return words(`${explainTime(run, dueAt, now)}${ahead}`, command);
  }
  const begun = explainDue(run, dueAt);
  return obstacles === "" ? words(`${begun} ${takerOf(run, facts)}`) : words(`${begun} ${obstacles}`, command);
}

const NOTHING_KNOWN = { reasons: [], command: null };

function explainTime(run: FlowRun, dueAt: number, now: number): string {
  if (run.state_name === "AwaitingRetry") return `${attemptOf(run)} begins in ${formatDuration(dueAt - now)}.`;
  if (run.state_name === "AwaitingConcurrencySlot") {
    return `Its deployment runs as many at once as it may: it is tried again ${formatRelative(dueAt, now)}.`;
  }
  return `It starts ${formatAhead(dueAt, now)}, on ${formatAbsolute(dueAt)}.`;
}

function explainDue(run: FlowRun, dueAt: number | null): string {
  if (run.state_name === "AwaitingRetry") return `${attemptOf(run)} is due now.`;
  if (run.state_name === "Recovering") return "Its process was lost. It goes on from its last finished step.";
  const since = dueAt === null ? "" : ` since ${formatAbsolute(dueAt)}`;
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
  if (deployment_id !== null) return "The process that serves its deployment has to run: is it started?";
  return "It has no deployment, so only the process that made it can start it.";
}

function explainPending(run: FlowRun, now: number): string {
  const taken = parseTime(run.state?.timestamp);
  const since = taken === null ? "" : ` ${formatRelative(taken, now)}`;
  if (run.work_pool_name !== null) {
    return `A worker on “${run.work_pool_name}” took it${since}; its process is starting. The worker’s own log says how.`;
  }
  return "It is about to start: its process has made it and not begun it yet.";
}

function explainPaused(run: FlowRun, now: number): string {
  const details = run.state?.state_details;
  const until = parseTime(details?.pause_timeout);
  const limit = until === null ? "" : ` It fails when nobody does so ${formatRelative(until, now)}.`;
  const input = (details?.run_input_keyset ?? null) === null ? "" : " It asks for input.";
  return `It waits for somebody to resume it.${input}${limit}`;
}
