import type { StateType } from "@tutti/core/state-type";
import { stateWords, toneOf } from "../state/tone.ts";
import { StateIcon } from "./state-icon.tsx";

interface StateBadgeProps {
  type: StateType | null;
  name: string | null;
  /** `plain` for table cells, `pill` where it stands alone. */
  look?: "plain" | "pill";
}

/** A state as colour, icon and word. */
export function StateBadge({ type, name, look = "plain" }: StateBadgeProps) {
  const tone = toneOf(type, name);
  return (
    <span className={`state-badge state-badge-${look}`} data-tone={tone}>
      <StateIcon tone={tone} />
      <span className="truncate">{stateWords(type, name)}</span>
    </span>
  );
}
