import type { RunRow } from "@tutti/core/wire/dashboard";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useMemo, useRef, useState } from "react";
import { useShortcuts } from "../../shell/shortcuts.ts";
import { usePreference } from "../../preferences/preference.ts";
import { COLUMN_PX, columnsPreference, isUsual, type RunColumn } from "./run-columns.ts";
import { type ColumnOptions, RunsTableHead } from "./runs-table-head.tsx";
import { RunSkeleton, RunTableRow } from "./run-table-row.tsx";
import type { Selection } from "./use-selection.ts";
import "../../components/table.css";
import "./runs-table.css";

const ROW_PX = 32;
const SKELETON_ROWS = 24;

interface RunsTableProps extends Omit<ColumnOptions, "columns"> {
  /** Names the table for those who do not see it. */
  label: string;
  rows: RunRow[];
  /** Columns that would say the same in each row. */
  omitted: readonly RunColumn[];
  selection: Selection;
  onTag: (tag: string) => void;
  isLoading: boolean;
  /** Called when the last rows come into view and there are more. */
  onEnd: (() => void) | null;
}

/** Dense rows of runs; only those in view are in the page. */
export function RunsTable(props: RunsTableProps) {
  const { label, rows, omitted, selection, onTag, isLoading, onEnd, sort, onSort } = props;
  const chosen = usePreference(columnsPreference);
  const columns = useMemo(() => chosen.filter((column) => !omitted.includes(column)), [chosen, omitted]);
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: 12,
    scrollPaddingStart: ROW_PX,
  });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (onEnd !== null && rows.length > 0 && last >= rows.length - 20) onEnd();
  }, [last, rows.length, onEnd]);
  useRowKeys(rows, selection, scroller, (index) => virtual.scrollToIndex(index));

  const above = items[0]?.start ?? 0;
  const below = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  return (
    <div ref={scroller} className="table-scroll" aria-busy={isLoading}>
      <table
        className={isUsual(chosen) ? "table runs-table runs-table-usual" : "table runs-table"}
        style={isUsual(chosen) ? undefined : { minWidth: widthOf(columns) }}
        aria-label={label}
        aria-rowcount={rows.length + 1}
      >
        <RunsTableHead columns={columns} sort={sort} onSort={onSort} rows={rows} selection={selection} />
        <tbody>
          {isLoading ? SKELETONS.map((key) => <RunSkeleton key={key} seed={key} columns={columns} />) : null}
          <Spacer height={above} />
          {items.map((item) => {
            const row = rows[item.index];
            return row === undefined ? null : (
              <RunTableRow
                key={item.key}
                row={row}
                index={item.index}
                selection={selection}
                onTag={onTag}
                columns={columns}
              />
            );
          })}
          <Spacer height={below} />
        </tbody>
      </table>
    </div>
  );
}

const SKELETONS = Array.from({ length: SKELETON_ROWS }, (_, index) => index);

/** What is chosen is shown, also where there is no room for it: then the table is scrolled sideways. */
function widthOf(columns: readonly RunColumn[]): number {
  return columns.reduce((sum, column) => sum + COLUMN_PX[column], OTHERS_PX);
}

/** Of the columns that are always there. */
const OTHERS_PX = 360;

/** Holds the place of the rows that are not in the page. */
function Spacer({ height }: { height: number }) {
  if (height <= 0) return null;
  return (
    <tr aria-hidden="true" className="table-spacer">
      <td style={{ height }} />
    </tr>
  );
}

/** `j` and `k` walk the rows' links, `x` selects the row that has the focus. */
function useRowKeys(
  rows: RunRow[],
  selection: Selection,
  scroller: React.RefObject<HTMLDivElement | null>,
  scrollTo: (index: number) => void,
): void {
  const [wanted, setWanted] = useState<string | null>(null);
  useEffect(() => {
    if (wanted === null) return;
    scroller.current?.querySelector<HTMLElement>(`tr[data-id="${wanted}"] .run-link`)?.focus();
  }, [wanted, scroller]);
  const focused = () => {
    const id = document.activeElement?.closest("tr")?.dataset["id"];
    return rows.findIndex((row) => row.id === id);
  };
  const step = (by: number) => {
    const at = focused();
    const index = at === -1 ? 0 : Math.min(rows.length - 1, Math.max(0, at + by));
    scrollTo(index);
    setWanted(rows[index]?.id ?? null);
  };
  useShortcuts({
    j: () => step(1),
    k: () => step(-1),
    x: () => {
      const row = rows[focused()];
      if (row !== undefined) selection.toggle(row.id);
    },
  });
}
