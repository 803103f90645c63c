import { parseTime } from "../parse-time.ts";
import type { WaitingFacts } from "../wire/dashboard-work.ts";
import { explainEvents, explainSleep } from "./explain-parked.ts";
import { slotWords } from "./explain-slots.ts";
import { FOR_EVER_MS } from "./for-ever.ts";
import type { Moments } from "./moments.ts";

/** What a run that has begun waits for in its own process, in whole sentences; null when nothing is known that it waits for. */
export function explainRunning(facts: WaitingFacts, moments: Moments): string | null {
  const reasons = [
    ...limitWords(facts, moments),
    ...retryWords(facts, moments),
    ...waitWords(facts, moments),
    ...subflowWords(facts),
  ];
  return reasons.length === 0 ? null : reasons.join(" ");
}

function limitWords({ limits }: WaitingFacts, moments: Moments): string[] {
  return limits.map((limit) =>
    slotWords(limit.task_name === null ? "It" : `Its task “${limit.task_name}”`, limit, moments),
  );
}

function retryWords({ retries }: WaitingFacts, moments: Moments): string[] {
  return retries.map(({ task_name, at }) => {
    const dueAt = parseTime(at);
    const isAhead = dueAt !== null && dueAt > moments.now;
    const when = isAhead ? `begins in ${moments.span(dueAt - moments.now)}` : "is due now";
    return `The next attempt of its task “${task_name}” ${when}.`;
  });
}

/** It goes on with the first that is over. */
function waitWords({ waits }: WaitingFacts, moments: Moments): string[] {
  const ends = waits.map(({ until }) => (until === null ? moments.now + FOR_EVER_MS : (parseTime(until) ?? 0)));
  const dueAt = Math.min(...ends);
  if (waits.length === 0 || dueAt <= moments.now) return [];
  const events = waits.flatMap(({ event, resource }) => (event === null ? [] : [{ event, resource }]));
  return [events.length === 0 ? explainSleep(dueAt, moments) : explainEvents(events, dueAt, moments)];
}

/** Why the subflow waits, its own page says. */
function subflowWords({ subflows }: WaitingFacts): string[] {
  const [first] = subflows;
  if (first === undefined) return [];
  const which = `“${first.name}”`;
  return subflows.length === 1
    ? [`Its subflow run ${which} is ${first.state_name}.`]
    : [`${subflows.length} of its subflow runs wait; ${which} is ${first.state_name}.`];
}
