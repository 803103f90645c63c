import type { Tone } from "../state/tone.ts";
import { StateIcon } from "./state-icon.tsx";

/** Whether somebody takes the runs of a deployment, a pool or a queue. */
type ReadyStatus = "READY" | "NOT_READY" | "PAUSED";

const LOOKS: Record<ReadyStatus, { tone: Tone; word: string }> = {
  READY: { tone: "completed", word: "Ready" },
  NOT_READY: { tone: "late", word: "Not ready" },
  PAUSED: { tone: "paused", word: "Paused" },
};

interface StatusBadgeProps {
  status: ReadyStatus;
  /** Why it is so, shown on hover. */
  reason: string;
  look?: "plain" | "pill";
}

export function StatusBadge({ status, reason, look = "plain" }: StatusBadgeProps) {
  const { tone, word } = LOOKS[status];
  return (
    <span className={`state-badge state-badge-${look}`} data-tone={tone} title={reason}>
      <StateIcon tone={tone} />
      <span className="truncate">{word}</span>
    </span>
  );
}
