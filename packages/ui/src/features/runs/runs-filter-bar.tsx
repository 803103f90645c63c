import type { ReactNode } from "react";
import { Button } from "../../components/button.tsx";
import { FilterButton, summarise } from "../../components/filter-button.tsx";
import { SearchField } from "../../components/search-field.tsx";
import { PoolChecklist } from "../work-pools/pool-checklist.tsx";
import { DeploymentChecklist } from "./deployment-checklist.tsx";
import { FlowChecklist } from "./flow-checklist.tsx";
import { LengthFilter } from "./length-filter.tsx";
import { RangeFilter } from "./range-filter.tsx";
import { isFiltered, RUN_FILTERS, type RunsSearch } from "./runs-search.ts";
import { StateFilter } from "./state-filter.tsx";
import { SubflowsToggle } from "./subflows-toggle.tsx";
import { TagFilter } from "./tag-filter.tsx";

interface FilterProps {
  search: RunsSearch;
  onChange: (change: Partial<Record<keyof RunsSearch, unknown>>) => void;
}

/** What all runs of a list have in common. */
export type RunsOwner = "flow" | "deployment" | "pool";

interface FilterBarProps extends FilterProps {
  of: RunsOwner | undefined;
  /** Stands at the end: how the list is shown. */
  children: ReactNode;
}

/** Of what a list's owner decides already nothing is asked. */
export function RunsFilterBar({ search, onChange, of, children }: FilterBarProps) {
  const clear = () => onChange(Object.fromEntries(RUN_FILTERS.map((filter) => [filter, undefined])));
  const { flow: _, ...besidesFlow } = search;
  return (
    <search className="filter-bar">
      <SearchField label="Search names" value={search.q ?? ""} isPageSearch onChange={(q) => onChange({ q })} />
      <StateFilter chosen={search.state ?? []} onChange={(state) => onChange({ state })} />
      {of === undefined || of === "pool" ? <FlowFilter search={search} onChange={onChange} /> : null}
      {of === "deployment" ? null : <DeploymentFilter search={search} onChange={onChange} />}
      {of === undefined || of === "flow" ? <PoolFilter search={search} onChange={onChange} /> : null}
      <TagFilter chosen={search.tag ?? []} onChange={(tag) => onChange({ tag })} />
      <RangeFilter search={search} onChange={onChange} />
      <LengthFilter length={search.length} onChange={(length) => onChange({ length })} />
      <SubflowsToggle subflows={search.subflows} onChange={onChange} />
      {isFiltered(of === "flow" ? besidesFlow : search) ? (
        <Button look="quiet" onClick={clear}>
          Clear
        </Button>
      ) : null}
      <span className="filter-bar-end">{children}</span>
    </search>
  );
}

function FlowFilter({ search, onChange }: FilterProps) {
  return (
    <FilterButton name="Flow" chosen={summarise(search.flow ?? [])}>
      {() => <FlowChecklist chosen={search.flow ?? []} onChange={(flow) => onChange({ flow })} />}
    </FilterButton>
  );
}

function DeploymentFilter({ search, onChange }: FilterProps) {
  const chosen = search.deployment ?? [];
  return (
    <FilterButton name="Deployment" chosen={summarise(chosen)}>
      {() => <DeploymentChecklist chosen={chosen} onChange={(deployment) => onChange({ deployment })} />}
    </FilterButton>
  );
}

function PoolFilter({ search, onChange }: FilterProps) {
  const chosen = search.pool ?? [];
  return (
    <FilterButton name="Work pool" chosen={summarise(chosen)}>
      {() => <PoolChecklist chosen={chosen} onChange={(pool) => onChange({ pool })} />}
    </FilterButton>
  );
}
