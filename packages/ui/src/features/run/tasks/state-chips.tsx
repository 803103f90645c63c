import type { StateType } from "@tutti/core/state-type";
import { StateIcon } from "../../../components/state-icon.tsx";
import { STATE_ORDER, stateWords, toneOf } from "../../../state/tone.ts";
import type { RunNode } from "../timeline/timeline-tree.ts";

export type StateChoice = StateType | null;

interface StateChipsProps {
  nodes: readonly RunNode[];
  choice: StateChoice;
  onChoice: (choice: StateChoice) => void;
}

/** `All 1,000 · 10 failed · 990 completed`: counts that filter. */
export function StateChips({ nodes, choice, onChoice }: StateChipsProps) {
  const counts = new Map<StateType, number>();
  for (const { run } of nodes) {
    if (run.state_type !== null) counts.set(run.state_type, (counts.get(run.state_type) ?? 0) + 1);
  }
  return (
    <fieldset className="state-chips">
      <legend className="visually-hidden">Filter by state</legend>
      <button type="button" className="state-chip" aria-pressed={choice === null} onClick={() => onChoice(null)}>
        All {nodes.length.toLocaleString("en")}
      </button>
      {STATE_ORDER.filter((type) => counts.has(type)).map((type) => (
        <button
          key={type}
          type="button"
          className="state-chip"
          aria-pressed={choice === type}
          onClick={() => onChoice(choice === type ? null : type)}
        >
          <StateIcon tone={toneOf(type, null)} size={12} />
          {counts.get(type)?.toLocaleString("en")} {stateWords(type, null).toLowerCase()}
        </button>
      ))}
    </fieldset>
  );
}
