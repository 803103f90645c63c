import { Button } from "../../components/button.tsx";
import { Checklist } from "../../components/checklist.tsx";
import { FilterButton, summarise } from "../../components/filter-button.tsx";
import { SearchField } from "../../components/search-field.tsx";
import { WindowFields } from "../../components/window-fields.tsx";
import { EVENT_KINDS, EVENT_RANGE_WORDS, EVENT_RANGES, type EventsSearch, kindWords } from "./events-search.ts";

const NO_FILTERS = {
  q: undefined,
  kind: undefined,
  resource: undefined,
  range: undefined,
  since: undefined,
  until: undefined,
};

interface FilterProps {
  search: EventsSearch;
  onChange: (changes: Partial<Record<keyof EventsSearch, unknown>>) => void;
}

export function EventsFilters({ search, onChange }: FilterProps) {
  const { q, kind = [], resource, range, since, until } = search;
  const isFiltered = [q, search.kind, resource, range, since, until].some((filter) => filter !== undefined);
  return (
    <>
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
        <Button look="quiet" onClick={() => onChange(NO_FILTERS)}>
          Clear
        </Button>
      ) : null}
    </>
  );
}

function RangeFilter({ search, onChange }: FilterProps) {
  const isOwn = search.since !== undefined || search.until !== undefined;
  const chosen = isOwn ? null : (search.range ?? "24h");
  const words = search.range === undefined ? null : EVENT_RANGE_WORDS[search.range];
  return (
    <FilterButton name="Time" chosen={isOwn ? "from – until" : words}>
      {(close) => (
        <>
          <div className="checklist" role="radiogroup" aria-label="Time">
            {EVENT_RANGES.map((range) => (
              <label key={range} className="checklist-item">
                <input
                  type="radio"
                  name="range"
                  checked={chosen === range}
                  onChange={() => {
                    onChange({ range: range === "24h" ? undefined : range, since: undefined, until: undefined });
                    close();
                  }}
                />
                {EVENT_RANGE_WORDS[range]}
              </label>
            ))}
          </div>
          <WindowFields since={search.since} until={search.until} onChange={onChange} />
        </>
      )}
    </FilterButton>
  );
}
