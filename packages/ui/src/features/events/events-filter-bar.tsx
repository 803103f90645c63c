import { Button } from "../../components/button.tsx";
import { Checklist } from "../../components/checklist.tsx";
import { FilterButton, summarise } from "../../components/filter-button.tsx";
import { SearchField } from "../../components/search-field.tsx";
import { EVENT_KINDS, EVENT_RANGE_WORDS, EVENT_RANGES, type EventsSearch, kindWords } from "./events-search.ts";

interface FilterProps {
  search: EventsSearch;
  onChange: (changes: Partial<Record<keyof EventsSearch, unknown>>) => void;
}

export function EventsFilterBar({ search, onChange }: FilterProps) {
  const { q, kind = [], resource, range } = search;
  const isFiltered = [q, search.kind, resource, range].some((filter) => filter !== undefined);
  return (
    <search className="filter-bar">
      <SearchField
        label="Search in events"
        value={q ?? ""}
        isPageSearch
        onChange={(text) => onChange({ q: text === "" ? undefined : text })}
      />
      <FilterButton name="Kind" chosen={summarise(kind.map(kindWords))}>
        {() => (
          <div className="checklist">
            <Checklist
              choices={Object.entries(EVENT_KINDS).map(([value, label]) => ({ value, label }))}
              chosen={kind}
              onChange={(next) => onChange({ kind: next.length === 0 ? undefined : next })}
            />
          </div>
        )}
      </FilterButton>
      <RangeFilter search={search} onChange={onChange} />
      {resource === undefined ? null : (
        <Button look="quiet" icon="close" onClick={() => onChange({ resource: undefined })}>
          About {resource}
        </Button>
      )}
      {isFiltered ? (
        <Button
          look="quiet"
          onClick={() => onChange({ q: undefined, kind: undefined, resource: undefined, range: undefined })}
        >
          Clear
        </Button>
      ) : null}
    </search>
  );
}

function RangeFilter({ search, onChange }: FilterProps) {
  const chosen = search.range ?? "24h";
  return (
    <FilterButton name="Time" chosen={search.range === undefined ? null : EVENT_RANGE_WORDS[search.range]}>
      {(close) => (
        <div className="checklist" role="radiogroup" aria-label="Time">
          {EVENT_RANGES.map((range) => (
            <label key={range} className="checklist-item">
              <input
                type="radio"
                name="range"
                checked={chosen === range}
                onChange={() => {
                  onChange({ range: range === "24h" ? undefined : range });
                  close();
                }}
              />
              {EVENT_RANGE_WORDS[range]}
            </label>
          ))}
        </div>
      )}
    </FilterButton>
  );
}
