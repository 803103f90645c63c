import type { StateCounts } from "@tutti/core/wire/dashboard";
import type { StateType } from "@tutti/core/state-type";
import { stateWords, toneOf } from "../state/tone.ts";
import { StateIcon } from "./state-icon.tsx";

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

/** `92 completed, 8 failed`: a count, an icon and a word per state. */
export function StateTotals({ counts }: { counts: StateCounts }) {
  const present = ORDER.filter((type) => (counts[type] ?? 0) > 0);
  if (present.length === 0) return <span className="muted">–</span>;
  return (
    <span className="state-totals">
      {present.map((type) => (
        <span key={type} className="state-total" data-tone={toneOf(type, null)}>
          <StateIcon tone={toneOf(type, null)} size={12} />
          {counts[type]?.toLocaleString("en")} {stateWords(type, null).toLowerCase()}
        </span>
      ))}
    </span>
  );
}
