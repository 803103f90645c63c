import { useVirtualizer, type Virtualizer } from "@tanstack/react-virtual";
import { useCallback, useEffect, useRef } from "react";
import type { LogRow } from "./log-rows.ts";
import { LogRowView } from "./log-row-view.tsx";
import { useFollow } from "./use-follow.ts";

const ROW_PX = 18;

interface LogListProps {
  rows: LogRow[];
  sourceOf: (row: LogRow) => string;
  sought: string;
  /** The line of the address, shown and marked. */
  targetId: string | undefined;
  onLine: (id: string) => void;
  /** Index of the current hit, or -1; a new one is brought into view. */
  hitIndex: number;
  isWrapping: boolean;
  isLive: boolean;
  /** Where to begin, when it is neither a target nor the end. */
  startIndex: number;
}

/** Log lines of which only those in view are in the page. */
export function LogList({ rows, isWrapping, isLive, targetId, hitIndex, ...list }: LogListProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    getItemKey: useCallback((index: number) => rows[index]?.key ?? index, [rows]),
    overscan: 20,
  });
  const follow = useFollow(scroller, rows.length, isLive, targetId === undefined);
  useStartPosition(virtual, rows, targetId, isLive ? -1 : list.startIndex);
  useEffect(() => {
    if (hitIndex >= 0) virtual.scrollToIndex(hitIndex, { align: "center" });
  }, [virtual, hitIndex]);

  return (
    <div className="log-frame">
      <div
        ref={scroller}
        className="log-scroll"
        data-wrap={isWrapping ? "" : undefined}
        tabIndex={0}
        role="log"
        aria-live="off"
        aria-label="Log lines"
        onScroll={follow.onScroll}
      >
        <div className="log-rows" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map((item) => {
            const row = rows[item.index];
            if (row === undefined) return null;
            return (
              <div
                key={item.key}
                ref={isWrapping ? virtual.measureElement : undefined}
                data-index={item.index}
                className="log-place"
                style={{ transform: `translateY(${item.start}px)` }}
              >
                <LogRowView
                  row={row}
                  source={list.sourceOf(row)}
                  sought={list.sought}
                  isTarget={row.line.id === targetId}
                  isHit={item.index === hitIndex}
                  onLine={list.onLine}
                />
              </div>
            );
          })}
        </div>
      </div>
      {isLive && !follow.isFollowing ? (
        <button type="button" className="log-follow" onClick={() => follow.setIsFollowing(true)}>
          ↓ Follow
        </button>
      ) : null}
    </div>
  );
}

/** Goes to the line of the address, or to where the trouble is, once, when the rows are there. */
function useStartPosition(
  virtual: Virtualizer<HTMLDivElement, Element>,
  rows: LogRow[],
  targetId: string | undefined,
  startIndex: number,
): void {
  const shown = useRef<string | null>(null);
  useEffect(() => {
    if (rows.length === 0) return;
    const wanted = targetId ?? "";
    if (shown.current === wanted) return;
    const index = targetId === undefined ? startIndex : rows.findIndex((row) => row.line.id === targetId);
    if (targetId !== undefined && index === -1) return;
    shown.current = wanted;
    if (index > 0) virtual.scrollToIndex(index, { align: "center" });
  }, [virtual, rows, targetId, startIndex]);
}
