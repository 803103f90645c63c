import { Button } from "../../components/button.tsx";
import { FilterButton, summarise } from "../../components/filter-button.tsx";
import { SearchField } from "../../components/search-field.tsx";
import { FlowChecklist } from "../runs/flow-checklist.tsx";
import { TagFilter } from "../runs/tag-filter.tsx";
import { PoolChecklist } from "../work-pools/pool-checklist.tsx";
import { type DeploymentsSearch, isFiltered } from "./deployments-search.ts";

interface FilterProps {
  search: DeploymentsSearch;
  onChange: (changes: Partial<Record<keyof DeploymentsSearch, unknown>>) => void;
}

export function DeploymentsFilters({ search, onChange }: FilterProps) {
  const clear = () => onChange({ q: undefined, tag: undefined, flow: undefined, pool: undefined, status: undefined });
  return (
    <>
      <SearchField
        label="Search names"
        value={search.q ?? ""}
        isPageSearch
        onChange={(q) => onChange({ q: q === "" ? undefined : q })}
      />
      <StatusFilter search={search} onChange={onChange} />
      <PoolFilter search={search} onChange={onChange} />
      <FlowFilter search={search} onChange={onChange} />
      <TagFilter
        chosen={search.tag ?? []}
        of="Deployments"
        onChange={(tag) => onChange({ tag: tag.length === 0 ? undefined : tag })}
      />
      {isFiltered(search) ? (
        <Button look="quiet" onClick={clear}>
          Clear
        </Button>
      ) : null}
    </>
  );
}

const STATUS_WORDS = { active: "Active", paused: "Paused" } as const;
const STATUSES = ["active", "paused"] as const;

function StatusFilter({ search, onChange }: FilterProps) {
  return (
    <FilterButton name="Schedules" chosen={search.status === undefined ? null : STATUS_WORDS[search.status]}>
      {(close) => (
        <div className="checklist" role="radiogroup" aria-label="Schedules">
          {STATUSES.map((status) => (
            <label key={status} className="checklist-item">
              <input
                type="radio"
                name="status"
                checked={search.status === status}
                onChange={() => {
                  onChange({ status });
                  close();
                }}
              />
              {STATUS_WORDS[status]}
            </label>
          ))}
        </div>
      )}
    </FilterButton>
  );
}

function PoolFilter({ search, onChange }: FilterProps) {
  const chosen = search.pool ?? [];
  return (
    <FilterButton name="Work pool" chosen={summarise(chosen)}>
      {() => (
        <PoolChecklist chosen={chosen} onChange={(pool) => onChange({ pool: pool.length === 0 ? undefined : pool })} />
      )}
    </FilterButton>
  );
}

function FlowFilter({ search, onChange }: FilterProps) {
  const chosen = search.flow ?? [];
  return (
    <FilterButton name="Flow" chosen={summarise(chosen)}>
      {() => (
        <FlowChecklist chosen={chosen} onChange={(flow) => onChange({ flow: flow.length === 0 ? undefined : flow })} />
      )}
    </FilterButton>
  );
}
