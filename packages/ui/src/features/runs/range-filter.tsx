import { FilterButton } from "../../components/filter-button.tsx";
import { WindowFields } from "../../components/window-fields.tsx";
import { RANGE_WORDS, TIME_RANGES, type TimeRange, type TimeSearch, timeWords } from "./time-search.ts";

interface RangeFilterProps {
  search: TimeSearch;
  /** What is looked at where nothing is said; any time, where it is left out. */
  fallback?: TimeRange;
  onChange: (changes: { [K in keyof TimeSearch]: TimeSearch[K] | undefined }) => void;
}

/** The time up to now, or from … until …. */
export function RangeFilter({ search, fallback, onChange }: RangeFilterProps) {
  const isOwn = search.since !== undefined || search.until !== undefined;
  const choice = isOwn ? null : (search.range ?? fallback);
  const words = timeWords(search) ?? (fallback === undefined ? null : RANGE_WORDS[fallback]);
  const choices = [...(fallback === undefined ? [undefined] : []), ...TIME_RANGES];
  return (
    <FilterButton name="Time" chosen={words}>
      {(close) => (
        <>
          <div className="menu">
            {choices.map((range) => (
              <button
                key={range ?? "any"}
                type="button"
                className="menu-item"
                aria-pressed={range === choice}
                onClick={() => {
                  onChange({ range: range === fallback ? undefined : range, since: undefined, until: undefined });
                  close();
                }}
              >
                {range === undefined ? "Any time" : RANGE_WORDS[range]}
                {range === choice ? <span className="menu-note">✓</span> : null}
              </button>
            ))}
          </div>
          <WindowFields since={search.since} until={search.until} onChange={onChange} />
        </>
      )}
    </FilterButton>
  );
}
