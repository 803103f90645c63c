import type { KeyboardEvent } from "react";
import { useShortcuts } from "../../../shell/shortcuts.ts";
import { runsBelow, type TimelineRow, toneOfNode } from "./timeline-rows.ts";
import type { RunNode } from "./timeline-tree.ts";

interface TimelineKeys {
  root: RunNode;
  rows: readonly TimelineRow[];
  cursorId: string;
  selectedId: string | undefined;
  /** Puts the cursor on a row and shows it. */
  onCursor: (index: number) => void;
  onToggle: (id: string) => void;
  onSelect: (id: string | undefined) => void;
  onWhole: () => void;
  focus: () => void;
}

const PAGE_ROWS = 10;

/** Arrows walk and fold as in any tree; `j`, `k`, `n`, `z` and Escape work from anywhere on the page. */
export function useTimelineKeys(keys: TimelineKeys) {
  const { root, rows, cursorId, onCursor } = keys;
  const at = Math.max(
    0,
    rows.findIndex((row) => row.node.id === cursorId),
  );
  const move = (by: number) => onCursor(Math.min(rows.length - 1, Math.max(0, at + by)));
  const walk = (by: number) => {
    move(by);
    keys.focus();
  };
  const nextFailed = () => {
    const failed = runsBelow(root).filter((node) => ["failed", "crashed"].includes(toneOfNode(node)));
    const last = failed.findIndex((node) => node.id === keys.selectedId);
    const next = failed[(last + 1) % Math.max(1, failed.length)];
    if (next !== undefined) keys.onSelect(next.id);
  };
  useShortcuts({
    j: () => walk(1),
    k: () => walk(-1),
    n: nextFailed,
    z: keys.onWhole,
    Escape: () => keys.onSelect(undefined),
  });

  return (event: KeyboardEvent<HTMLElement>) => {
    const act = keyAction(event.key, keys, at, move);
    if (act === null) return;
    event.preventDefault();
    act();
  };
}

function keyAction(key: string, keys: TimelineKeys, at: number, move: (by: number) => void): (() => void) | null {
  const row = keys.rows[at];
  switch (key) {
    case "ArrowDown":
      return () => move(1);
    case "ArrowUp":
      return () => move(-1);
    case "PageDown":
      return () => move(PAGE_ROWS);
    case "PageUp":
      return () => move(-PAGE_ROWS);
    case "Home":
      return () => move(-keys.rows.length);
    case "End":
      return () => move(keys.rows.length);
    case "ArrowRight":
      return () => (row?.isOpen === false ? keys.onToggle(row.node.id) : move(1));
    case "ArrowLeft":
      return () => (row?.isOpen === true ? keys.onToggle(row.node.id) : keys.onCursor(parentIndex(keys.rows, at)));
    case "Enter":
    case " ":
      return () => selectRow(keys, row);
    default:
      return null;
  }
}

function selectRow({ onToggle, onSelect }: TimelineKeys, row: TimelineRow | undefined): void {
  if (row === undefined) return;
  if (row.node.kind === "group") onToggle(row.node.id);
  else onSelect(row.node.id);
}

function parentIndex(rows: readonly TimelineRow[], at: number): number {
  const depth = rows[at]?.depth ?? 0;
  for (let index = at - 1; index >= 0; index -= 1) if ((rows[index]?.depth ?? 0) < depth) return index;
  return 0;
}
