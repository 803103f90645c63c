import type { RunRow } from "@tutti/core/wire/dashboard";
import { SortHead } from "../../components/sort-head.tsx";
import { COLUMN_WORDS, type RunColumn } from "./run-columns.ts";
import type { RunSort } from "./runs-search.ts";
import type { Selection } from "./use-selection.ts";

export interface ColumnOptions {
  columns: readonly RunColumn[];
  sort: RunSort;
  onSort: (sort: RunSort) => void;
}

interface HeadProps extends ColumnOptions {
  rows: RunRow[];
  selection: Selection;
}

export function RunsTableHead({ columns, sort, onSort, rows, selection }: HeadProps) {
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
        <SortHead className="col-run" word="Run" sort={sort} up="name" down="name-desc" onSort={onSort} />
        {columns.map((column) => (
          <ColumnHead key={column} column={column} sort={sort} onSort={onSort} />
        ))}
      </tr>
    </thead>
  );
}

interface ColumnHeadProps {
  column: RunColumn;
  sort: RunSort;
  onSort: (sort: RunSort) => void;
}

function ColumnHead({ column, sort, onSort }: ColumnHeadProps) {
  const head = { className: `col-${column}`, word: COLUMN_WORDS[column] };
  if (column === "duration") return <SortHead {...head} sort={sort} down="longest" onSort={onSort} />;
  if (column === "started") {
    return <SortHead {...head} sort={sort} down="newest" up="oldest" isDownFirst onSort={onSort} />;
  }
  return <th className={head.className}>{head.word}</th>;
}
