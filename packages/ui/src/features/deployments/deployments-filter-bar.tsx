import { Button } from "../../components/button.tsx";
import { FilterButton, summarise } from "../../components/filter-button.tsx";
import { SearchField } from "../../components/search-field.tsx";
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
      {(search.tag ?? []).map((tag) => (
        <button
          key={tag}
          type="button"
          className="filter-button filter-button-on"
          title={`No longer only what is tagged ${tag}`}
          onClick={() => onChange({ tag: without(search.tag, tag) })}
        >
          Tag <span className="filter-chosen truncate">{tag}</span>
        </button>
      ))}
      {isFiltered(search) ? (
        <Button look="quiet" onClick={clear}>
          Clear
        </Button>
      ) : null}
    </>
  );
}

function without(tags: readonly string[] | undefined, tag: string): string[] | undefined {
  const rest = (tags ?? []).filter((other) => other !== tag);
  return rest.length === 0 ? undefined : rest;
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
