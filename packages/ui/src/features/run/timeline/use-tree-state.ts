import { useEffect, useMemo, useRef, useState } from "react";
import { type TimelineRow, unfold, visibleRows } from "./timeline-rows.ts";
import type { RunNode } from "./timeline-tree.ts";

export interface TreeState {
  rows: TimelineRow[];
  /** The row that the arrow keys stand on. */
  cursorId: string;
  setCursorId: (id: string) => void;
  toggle: (id: string) => void;
}

/** Which rows are open. A task chosen elsewhere (in the address, a table, by `n`) is unfolded and shown. */
export function useTreeState(
  root: RunNode,
  selectedId: string | undefined,
  onShow: (index: number) => void,
): TreeState {
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set());
  const [cursorId, setCursorId] = useState(root.id);
  const rows = useMemo(() => visibleRows(root, toggled), [root, toggled]);
  const latest = useRef({ root, toggled, onShow });
  useEffect(() => {
    latest.current = { root, toggled, onShow };
  });
  useEffect(() => {
    if (selectedId === undefined) return undefined;
    const open = unfold(latest.current.root, selectedId, latest.current.toggled);
    const index = visibleRows(latest.current.root, open).findIndex((row) => row.node.id === selectedId);
    setToggled(open);
    setCursorId(selectedId);
    // The rows that were just unfolded are there in the next frame.
    const frame = requestAnimationFrame(() => latest.current.onShow(index));
    return () => cancelAnimationFrame(frame);
  }, [selectedId]);
  const toggle = (id: string) => {
    setToggled((known) =>
      known.has(id) ? new Set([...known].filter((other) => other !== id)) : new Set([...known, id]),
    );
  };
  return { rows, cursorId, setCursorId, toggle };
}
