import type { StateCounts } from "@tutti/core/wire/dashboard";
import type { StateType } from "@tutti/core/state-type";
import { stateWords, toneOf } from "../state/tone.ts";
import { StateIcon } from "./state-icon.tsx";
import "./state-totals.css";

const ORDER: StateType[] = [
  "COMPLETED",
  "FAILED",
  "CRASHED",
  "RUNNING",
  "CANCELLED",
  "PAUSED",
  "SCHEDULED",
  "PENDING",
  "CANCELLING",
];

interface StateTotalsProps {
  counts: StateCounts;
  /** How many states are told, those of trouble first of all; the others are named on hover. */
  shown?: number;
}

/** `92 completed, 8 failed`: a count, an icon and a word per state. */
export function StateTotals({ counts, shown = ORDER.length }: StateTotalsProps) {
  const present = ORDER.filter((type) => (counts[type] ?? 0) > 0);
  if (present.length === 0) return <span className="muted">–</span>;
  return (
    <span className="state-totals">
      {present.slice(0, shown).map((type) => (
        <span key={type} className="state-total" data-tone={toneOf(type, null)}>
          <StateIcon tone={toneOf(type, null)} size={12} />
          {counts[type]?.toLocaleString("en")} {stateWords(type, null).toLowerCase()}
        </span>
      ))}
      {present.length <= shown ? null : (
        <span
          className="muted"
          title={present
            .slice(shown)
            .map((type) => `${counts[type]} ${stateWords(type, null).toLowerCase()}`)
            .join(", ")}
        >
          +{present.length - shown} more
        </span>
      )}
    </span>
  );
}
