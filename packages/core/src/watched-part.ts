import { unreachable } from "./unreachable.ts";
import type { LiveChange, LiveTopic } from "./wire/live.ts";

const EVENTS = "events:";

/** What of a change these topics tell; null for nothing. Of logs it is the lines of the runs that are watched. */
export function watchedPart(change: LiveChange, topics: ReadonlySet<LiveTopic>): LiveChange | null {
  if (change.kind !== "logs") return isWatched(change, topics) ? change : null;
  const logs = change.logs.filter((log) => topics.has(`flow-run:${log.flow_run_id ?? ""}`));
  return logs.length === 0 ? null : { kind: "logs", logs };
}

function isWatched(change: Exclude<LiveChange, { kind: "logs" }>, topics: ReadonlySet<LiveTopic>): boolean {
  switch (change.kind) {
    case "flow-run":
      return topics.has("flow-runs") || topics.has(`flow-run:${change.flow_run.id}`);
    case "flow-run-deleted":
      return topics.has("flow-runs") || topics.has(`flow-run:${change.id}`);
    case "waiting":
      return topics.has("flow-runs") || topics.has(`flow-run:${change.flow_run_id}`);
    case "task-run":
      return topics.has(`flow-run:${change.task_run.flow_run_id ?? ""}`);
    case "worker":
      return topics.has("workers");
    case "event":
      return isWatchedEvent(change.event.event, topics);
    default:
      return unreachable(change);
  }
}

function isWatchedEvent(name: string, topics: ReadonlySet<LiveTopic>): boolean {
  return topics.values().some((topic) => topic.startsWith(EVENTS) && name.startsWith(topic.slice(EVENTS.length)));
}
