import { Button, IconButton } from "../../../components/button.tsx";
import { FilterButton } from "../../../components/filter-button.tsx";
import { Icon } from "../../../components/icon.tsx";
import { SearchField } from "../../../components/search-field.tsx";
import { LOG_LEVELS, type LogLevel, type RunSearch } from "../run-search.ts";

interface LogToolbarProps {
  search: RunSearch;
  onChange: (change: object) => void;
  /** The task whose lines are shown, by name. */
  taskName: string | null;
  hits: { at: number; count: number; isPartial: boolean; onStep: (by: number) => void };
  /** `1,204 lines`, or how far the reading is. */
  amount: string;
  onSave: () => void;
}

const LEVEL_WORDS: Record<LogLevel, string> = {
  debug: "Debug and up",
  info: "Info and up",
  warning: "Warnings and errors",
  error: "Errors",
};

export function LogToolbar({ search, onChange, taskName, hits, amount, onSave }: LogToolbarProps) {
  const isSearching = search.q !== undefined;
  return (
    <div className="log-toolbar">
      <SearchField
        label="Search the log"
        value={search.q ?? ""}
        isPageSearch
        onEnter={(isShift) => hits.onStep(isShift ? -1 : 1)}
        onChange={(q) => onChange({ q: q === "" ? undefined : q, only: q === "" ? undefined : search.only })}
      />
      {isSearching ? (
        <span className="log-hits">
          <output>{hitWords(hits)}</output>
          <IconButton icon="arrowUp" label="Previous hit (Shift Enter)" onClick={() => hits.onStep(-1)} />
          <IconButton icon="arrowDown" label="Next hit (Enter)" onClick={() => hits.onStep(1)} />
          <label className="log-check">
            <input
              type="checkbox"
              checked={search.only === "matches"}
              onChange={(event) => onChange({ only: event.target.checked ? "matches" : undefined })}
            />
            Only hits
          </label>
        </span>
      ) : null}
      <LevelFilter level={search.level} onLevel={(level) => onChange({ level })} />
      {taskName === null ? null : (
        <button type="button" className="filter-button filter-button-on" onClick={() => onChange({ task: undefined })}>
          <span>Task</span>
          <span className="filter-chosen truncate">{taskName}</span>
          <Icon name="close" size={12} />
          <span className="visually-hidden">: show the lines of all tasks</span>
        </button>
      )}
      <span className="log-amount">{amount}</span>
      <label className="log-check">
        <input
          type="checkbox"
          checked={search.wrap === "on"}
          onChange={(event) => onChange({ wrap: event.target.checked ? "on" : undefined })}
        />
        Wrap
      </label>
      <Button look="quiet" onClick={onSave} title="Save the whole log as a text file">
        Save
      </Button>
    </div>
  );
}

function hitWords({ at, count, isPartial }: LogToolbarProps["hits"]): string {
  if (count > 0) return `${at + 1} of ${count.toLocaleString("en")}`;
  return isPartial ? "searching…" : "no hit";
}

function LevelFilter({
  level,
  onLevel,
}: {
  level: LogLevel | undefined;
  onLevel: (level: LogLevel | undefined) => void;
}) {
  return (
    <FilterButton name="Level" chosen={level === undefined ? null : LEVEL_WORDS[level]}>
      {(close) => (
        <div className="menu">
          {[undefined, ...LOG_LEVELS].map((choice) => (
            <button
              key={choice ?? "all"}
              type="button"
              className="menu-item"
              aria-pressed={choice === level}
              onClick={() => {
                onLevel(choice);
                close();
              }}
            >
              {choice === undefined ? "All levels" : LEVEL_WORDS[choice]}
              {choice === level ? <span className="menu-note">✓</span> : null}
            </button>
          ))}
        </div>
      )}
    </FilterButton>
  );
}
