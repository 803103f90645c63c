import type { StateType } from "@tutti/core/state-type";
import { Checklist } from "../../components/checklist.tsx";
import { FilterButton, summarise } from "../../components/filter-button.tsx";
import { StateBadge } from "../../components/state-badge.tsx";
import { STATE_ORDER, stateWords } from "../../state/tone.ts";
import { isStateType } from "./runs-request.ts";

/** Names that say more than their type does. */
const NAMED_STATES: Readonly<Record<string, StateType>> = {
  Late: "SCHEDULED",
  AwaitingRetry: "SCHEDULED",
  AwaitingConcurrencySlot: "SCHEDULED",
  AwaitingEvent: "SCHEDULED",
  Sleeping: "SCHEDULED",
  Recovering: "SCHEDULED",
  Retrying: "RUNNING",
  Cached: "COMPLETED",
  TimedOut: "FAILED",
  Suspended: "PAUSED",
};

interface StateFilterProps {
  /** Types and names. */
  chosen: readonly string[];
  onChange: (states: string[]) => void;
}

export function StateFilter({ chosen, onChange }: StateFilterProps) {
  const names = chosen.map((state) => (isStateType(state) ? stateWords(state, null) : stateWords(null, state)));
  return (
    <FilterButton name="State" chosen={summarise(names)}>
      {() => (
        <div className="checklist">
          <Checklist
            choices={STATE_ORDER.map((type) => ({ value: type, label: <StateBadge type={type} name={null} /> }))}
            chosen={chosen}
            onChange={onChange}
          />
          <div className="checklist-rule" />
          <Checklist
            choices={Object.entries(NAMED_STATES).map(([name, type]) => ({
              value: name,
              label: <StateBadge type={type} name={name} />,
            }))}
            chosen={chosen}
            onChange={onChange}
          />
        </div>
      )}
    </FilterButton>
  );
}
