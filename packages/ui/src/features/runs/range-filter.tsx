import { FilterButton } from "../../components/filter-button.tsx";
import { RANGE_WORDS, TIME_RANGES, type TimeRange } from "./runs-search.ts";

interface RangeFilterProps {
  range: TimeRange | undefined;
  onChange: (range: TimeRange | undefined) => void;
}

export function RangeFilter({ range, onChange }: RangeFilterProps) {
  return (
    <FilterButton name="Time" chosen={range === undefined ? null : RANGE_WORDS[range]}>
      {(close) => (
        <div className="menu">
          {[undefined, ...TIME_RANGES].map((choice) => (
            <button
              key={choice ?? "any"}
              type="button"
              className="menu-item"
              aria-pressed={choice === range}
              onClick={() => {
                onChange(choice);
                close();
              }}
            >
              {choice === undefined ? "Any time" : RANGE_WORDS[choice]}
              {choice === range ? <span className="menu-note">✓</span> : null}
            </button>
          ))}
        </div>
      )}
    </FilterButton>
  );
}
