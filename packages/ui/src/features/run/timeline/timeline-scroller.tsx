import type { Virtualizer } from "@tanstack/react-virtual";
import type { KeyboardEvent, ReactNode, RefObject } from "react";

/** A row that was pressed, and whether on its fold. */
export interface PressedRow {
  readonly index: number;
  readonly isFold: boolean;
}

interface TimelineScrollerProps {
  /** Of the element of a row: this, `-`, and its index. */
  id: string;
  label: string;
  scroller: RefObject<HTMLDivElement | null>;
  virtual: Virtualizer<HTMLDivElement, Element>;
  /** -1: it is on none. */
  cursorIndex: number;
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
  onPress: (row: PressedRow) => void;
  children: ReactNode;
}

/** Rows of which only those in view are in the page. It keeps the focus and points at the row it is on. */
export function TimelineScroller(props: TimelineScrollerProps) {
  const { id, label, scroller, virtual, cursorIndex, onKeyDown, onPress, children } = props;
  const press = (target: EventTarget) => {
    const row = pressedRow(target);
    if (row !== null) onPress(row);
  };
  return (
    <div
      ref={scroller}
      className="timeline-scroll"
      role="treegrid"
      aria-label={label}
      aria-rowcount={virtual.options.count}
      aria-activedescendant={cursorIndex === -1 ? undefined : `${id}-${cursorIndex}`}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onClick={(event) => press(event.target)}
    >
      <div role="rowgroup" className="timeline-rows" style={{ height: virtual.getTotalSize() }}>
        {children}
      </div>
    </div>
  );
}

function pressedRow(target: EventTarget): PressedRow | null {
  if (!(target instanceof Element)) return null;
  const row = target.closest<HTMLElement>("[role=row]");
  if (row === null) return null;
  return { index: Number(row.dataset["index"]), isFold: target.closest("[data-fold]") !== null };
}
