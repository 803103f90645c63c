import type { StateCounts } from "@tutti/core/wire/dashboard";
import { isTerminal, type StateType } from "@tutti/core/state-type";
import "./task-progress.css";

const ORDER: StateType[] = ["COMPLETED", "FAILED", "CRASHED", "CANCELLED", "RUNNING"];

/** How far a run's tasks are: `6/8`, a bar in the states' colours, and how many failed. */
export function TaskProgress({ counts }: { counts: StateCounts }) {
  const entries = Object.entries(counts) as [StateType, number][];
  const total = entries.reduce((sum, [, count]) => sum + count, 0);
  if (total === 0) return <span className="muted">–</span>;
  const done = entries.reduce((sum, [type, count]) => sum + (isTerminal(type) ? count : 0), 0);
  const failed = (counts.FAILED ?? 0) + (counts.CRASHED ?? 0);
  return (
    <span className="task-progress" title={inWords(entries)}>
      <span className="task-progress-bar" aria-hidden="true">
        {ORDER.map((type) => {
          const count = counts[type] ?? 0;
          if (count === 0) return null;
          return (
            <span
              key={type}
              data-tone={type.toLowerCase()}
              style={{ width: `${Math.max(4, (count / total) * 100)}%` }}
            />
          );
        })}
      </span>
      <span className="task-progress-count">
        {done.toLocaleString("en")}/{total.toLocaleString("en")}
      </span>
      {failed === 0 ? null : <span className="task-progress-failed">{failed.toLocaleString("en")} failed</span>}
    </span>
  );
}

function inWords(entries: [StateType, number][]): string {
  const parts = entries.filter(([, count]) => count > 0).map(([type, count]) => `${count} ${type.toLowerCase()}`);
  return `Task runs: ${parts.join(", ")}`;
}
