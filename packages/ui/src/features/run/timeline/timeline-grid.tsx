import { useVirtualizer } from "@tanstack/react-virtual";
import { type RefObject, useId, useMemo, useRef } from "react";
import { relationsOf } from "./relations.ts";
import { TimelineRowView } from "./timeline-row.tsx";
import { type PressedRow, TimelineScroller } from "./timeline-scroller.tsx";
import type { RunNode } from "./timeline-tree.ts";
import type { TimeAxis } from "./use-time-axis.ts";
import { useTimelineKeys } from "./use-timeline-keys.ts";
import { type TreeState, useTreeState } from "./use-tree-state.ts";
import { useWheelZoom } from "./use-wheel-zoom.ts";

const ROW_PX = 26;

interface TimelineGridProps {
  root: RunNode;
  axis: TimeAxis;
  lane: RefObject<HTMLElement | null>;
  selectedId: string | undefined;
  onSelect: (id: string | undefined) => void;
  onWhole: () => void;
}

/** The rows on the time axis, with their folds. */
export function TimelineGrid({ root, axis, lane, selectedId, onSelect, onWhole }: TimelineGridProps) {
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const tree = useTreeState(root, selectedId, (index) => virtual.scrollToIndex(Math.max(0, index)));
  const { rows, cursorId } = tree;
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 10,
  });
  const onKeyDown = useTimelineKeys({
    root,
    rows,
    cursorId,
    selectedId,
    onCursor: (index) => {
      tree.setCursorId(rows[index]?.node.id ?? root.id);
      virtual.scrollToIndex(index);
    },
    onToggle: tree.toggle,
    onSelect,
    onWhole,
    focus: () => scroller.current?.focus(),
  });
  useWheelZoom(scroller, lane, { onZoom: axis.zoomAt, onPan: axis.panBy });
  const press = ({ index, isFold }: PressedRow) => {
    const node = rows[index]?.node;
    if (node === undefined) return;
    tree.setCursorId(node.id);
    if (node.kind === "group" || isFold) tree.toggle(node.id);
    else onSelect(node.id === selectedId || node.kind === "run" ? undefined : node.id);
  };
  const cursorIndex = rows.findIndex((row) => row.node.id === cursorId);
  return (
    <TimelineScroller
      id={id}
      label="Timeline: what ran when"
      scroller={scroller}
      virtual={virtual}
      cursorIndex={cursorIndex}
      onKeyDown={onKeyDown}
      onPress={press}
    >
      <GridRows
        id={id}
        places={virtual.getVirtualItems()}
        root={root}
        tree={tree}
        axis={axis}
        selectedId={selectedId}
      />
    </TimelineScroller>
  );
}

interface GridRowsProps extends Pick<TimelineGridProps, "root" | "axis" | "selectedId"> {
  id: string;
  places: { index: number; start: number }[];
  tree: TreeState;
}

function GridRows({ id, places, root, tree, axis, selectedId }: GridRowsProps) {
  const relations = useMemo(() => relationsOf(root, selectedId), [root, selectedId]);
  return places.map(({ index, start }) => {
    const row = tree.rows[index];
    return row === undefined ? null : (
      <TimelineRowView
        key={row.node.id}
        row={row}
        id={`${id}-${index}`}
        index={index}
        top={start}
        view={axis.view}
        now={axis.now}
        isSelected={row.node.id === selectedId}
        isCursor={row.node.id === tree.cursorId}
        relation={relations.get(row.node.id) ?? null}
      />
    );
  });
}
