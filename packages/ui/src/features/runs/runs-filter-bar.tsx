import { useQuery } from "@tanstack/react-query";
import type { FlowsPage } from "@tutti/core/wire/dashboard";
import { useState } from "react";
import { request } from "../../api/http.ts";
import { Button } from "../../components/button.tsx";
import { Checklist } from "../../components/checklist.tsx";
import { FilterButton, summarise } from "../../components/filter-button.tsx";
import { SearchField } from "../../components/search-field.tsx";
import { StateBadge } from "../../components/state-badge.tsx";
import { STATE_ORDER, stateWords } from "../../state/tone.ts";
import { isStateType } from "./runs-request.ts";
import { isFiltered, RANGE_WORDS, type RunsSearch, TIME_RANGES } from "./runs-search.ts";

interface FilterProps {
  search: RunsSearch;
  onChange: (change: Partial<Record<keyof RunsSearch, unknown>>) => void;
}

interface FilterBarProps extends FilterProps {
  /** False on a flow's own page. */
  hasFlowFilter: boolean;
}

export function RunsFilterBar({ search, onChange, hasFlowFilter }: FilterBarProps) {
  const clear = () => onChange({ q: undefined, state: undefined, flow: undefined, tag: undefined, range: undefined });
  const { flow: _, ...besidesFlow } = search;
  return (
    <search className="filter-bar">
      <SearchField label="Search names" value={search.q ?? ""} isPageSearch onChange={(q) => onChange({ q })} />
      <StateFilter search={search} onChange={onChange} />
      {hasFlowFilter ? <FlowFilter search={search} onChange={onChange} /> : null}
      <TagFilter search={search} onChange={onChange} />
      <RangeFilter search={search} onChange={onChange} />
      {isFiltered(hasFlowFilter ? search : besidesFlow) ? (
        <Button look="quiet" onClick={clear}>
          Clear
        </Button>
      ) : null}
    </search>
  );
}

const NAMED_STATES = ["Late", "AwaitingRetry", "Retrying", "TimedOut", "Suspended"];

function StateFilter({ search, onChange }: FilterProps) {
  const chosen = search.state ?? [];
  const onStates = (state: string[]) => onChange({ state });
  const names = chosen.map((state) => (isStateType(state) ? stateWords(state, null) : stateWords(null, state)));
  return (
    <FilterButton name="State" chosen={summarise(names)}>
      {() => (
        <div className="checklist">
          <Checklist
            choices={STATE_ORDER.map((type) => ({ value: type, label: <StateBadge type={type} name={null} /> }))}
            chosen={chosen}
            onChange={onStates}
          />
          <div className="checklist-rule" />
          <Checklist
            choices={NAMED_STATES.map((name) => ({
              value: name,
              label: <StateBadge type={typeOf(name)} name={name} />,
            }))}
            chosen={chosen}
            onChange={onStates}
          />
        </div>
      )}
    </FilterButton>
  );
}

function typeOf(name: string) {
  const types = { Retrying: "RUNNING", TimedOut: "FAILED", Suspended: "PAUSED" } as const;
  return name in types ? types[name as keyof typeof types] : "SCHEDULED";
}

function FlowFilter({ search, onChange }: FilterProps) {
  return (
    <FilterButton name="Flow" chosen={summarise(search.flow ?? [])}>
      {() => <FlowChecklist chosen={search.flow ?? []} onChange={(flow) => onChange({ flow })} />}
    </FilterButton>
  );
}

const FLOWS_SHOWN = 50;

function FlowChecklist({ chosen, onChange }: { chosen: string[]; onChange: (names: string[]) => void }) {
  const [text, setText] = useState("");
  const flows = useQuery({
    queryKey: ["flow-names", text],
    queryFn: ({ signal }) => {
      const body = { search: text === "" ? null : text, sort: "NAME_ASC", limit: FLOWS_SHOWN };
      return request<FlowsPage>("/tutti/flows/page", { method: "POST", body, signal });
    },
    placeholderData: (previous) => previous,
  });
  const found = flows.data?.results.map((flow) => flow.name) ?? [];
  const names = [...chosen, ...found.filter((name) => !chosen.includes(name))];
  return (
    <div className="checklist">
      <SearchField label="Search flows" value={text} onChange={setText} />
      <Checklist
        choices={names.map((name) => ({ value: name, label: <span className="truncate">{name}</span> }))}
        chosen={chosen}
        onChange={onChange}
      />
      {names.length === 0 ? (
        <p className="checklist-note">{flows.isPending ? "Reading…" : "No flow has this name."}</p>
      ) : null}
    </div>
  );
}

function TagFilter({ search, onChange }: FilterProps) {
  const chosen = search.tag ?? [];
  return (
    <FilterButton name="Tags" chosen={summarise(chosen)}>
      {() => <TagChecklist chosen={chosen} onChange={(tag) => onChange({ tag })} />}
    </FilterButton>
  );
}

function TagChecklist({ chosen, onChange }: { chosen: string[]; onChange: (tags: string[]) => void }) {
  const [text, setText] = useState("");
  return (
    <form
      className="checklist"
      onSubmit={(event) => {
        event.preventDefault();
        const tag = text.trim();
        if (tag !== "" && !chosen.includes(tag)) onChange([...chosen, tag]);
        setText("");
      }}
    >
      <div className="field">
        <input
          aria-label="Add a tag"
          placeholder="Add a tag, Enter"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </div>
      <Checklist
        choices={chosen.map((tag) => ({ value: tag, label: <span className="truncate">{tag}</span> }))}
        chosen={chosen}
        onChange={onChange}
      />
      <p className="checklist-note">Runs that carry all of these tags.</p>
    </form>
  );
}

function RangeFilter({ search, onChange }: FilterProps) {
  const { range } = search;
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
                onChange({ range: choice });
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
