import type { RunRow } from "@tutti/core/wire/dashboard";
import { Icon } from "../../components/icon.tsx";
import type { RunSort } from "./runs-search.ts";
import type { Selection } from "./use-selection.ts";

export interface ColumnOptions {
  hasFlow: boolean;
  hasDeployment: boolean;
  sort: RunSort;
  onSort: (sort: RunSort) => void;
}

interface HeadProps extends ColumnOptions {
  rows: RunRow[];
  selection: Selection;
}

export function RunsTableHead({ hasFlow, hasDeployment, sort, onSort, rows, selection }: HeadProps) {
  const chosen = rows.filter((row) => selection.ids.has(row.id)).length;
  const isAll = rows.length > 0 && chosen === rows.length;
  return (
    <thead>
      <tr aria-rowindex={1}>
        <th className="col-check">
          <input
            type="checkbox"
            aria-label={`Select all ${rows.length} loaded runs`}
            checked={isAll}
            disabled={rows.length === 0}
            ref={(box) => {
              if (box !== null) box.indeterminate = chosen > 0 && !isAll;
            }}
            onChange={(event) =>
              selection.set(
                rows.map((row) => row.id),
                event.target.checked,
              )
            }
          />
        </th>
        <th className="col-state">State</th>
        <SortHead className="col-run" word="Run" sort={sort} ascending="name" descending="name-desc" onSort={onSort} />
        {hasFlow ? <th className="col-flow">Flow</th> : null}
        {hasDeployment ? <th className="col-deployment">Deployment</th> : null}
        <th className="col-tasks">Tasks</th>
        <SortHead className="col-duration" word="Duration" sort={sort} descending="longest" onSort={onSort} />
        <SortHead
          className="col-started"
          word="Started"
          sort={sort}
          ascending="oldest"
          descending="newest"
          onSort={onSort}
        />
        <th className="col-tags">Tags</th>
      </tr>
    </thead>
  );
}

interface SortHeadProps {
  word: string;
  className: string;
  sort: RunSort;
  ascending?: RunSort;
  descending: RunSort;
  onSort: (sort: RunSort) => void;
}

function SortHead({ word, className, sort, ascending, descending, onSort }: SortHeadProps) {
  const isUp = sort === ascending;
  const isDown = sort === descending;
  // Names begin at A, times and lengths with the newest and longest; a second press turns it round.
  const first = className === "col-run" && ascending !== undefined ? ascending : descending;
  const other = first === descending ? ascending : descending;
  const next = sort === first && other !== undefined ? other : first;
  return (
    <th className={className} aria-sort={isUp ? "ascending" : isDown ? "descending" : undefined}>
      <button type="button" className="sort-button" onClick={() => onSort(next)}>
        {word}
        {isUp || isDown ? <Icon name={isUp ? "arrowUp" : "arrowDown"} size={12} /> : null}
      </button>
    </th>
  );
}
