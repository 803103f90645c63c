import type { TimelineTask } from "@tutti/core/wire/dashboard";
import { StateIcon } from "../../../components/state-icon.tsx";
import { formatDuration } from "../../../time/duration.ts";
import { formatAbsolute, formatClock } from "../../../time/moment.ts";
import { useSecond } from "../../../time/ticker.ts";
import { segmentsOf } from "../timeline/segments.ts";

/** Each time the task ran, and how that went; nothing for a task that ran once. */
export function Attempts({ task }: { task: TimelineTask }) {
  const now = useSecond();
  const runs = segmentsOf(task).filter((segment) => segment.kind === "run");
  if (runs.length < 2) return null;
  return (
    <>
      <h3 className="task-panel-section">{runs.length} attempts</h3>
      <ol className="attempts">
        {runs.map(({ tone, startAt, endAt }, index) => (
          <li key={startAt} className="attempt" data-tone={tone}>
            <StateIcon tone={tone} />
            <span>{index + 1}.</span>
            <span className="attempt-tone">{tone}</span>
            <time className="muted" dateTime={new Date(startAt).toISOString()} title={formatAbsolute(startAt)}>
              {formatClock(startAt)}
            </time>
            <span className="attempt-length">{formatDuration((endAt ?? now) - startAt)}</span>
          </li>
        ))}
      </ol>
    </>
  );
}
