import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useId, useMemo, useRef, useState } from "react";
import { Button } from "../../../components/button.tsx";
import type { Zoom } from "../run-search.ts";
import { segmentsOf } from "./segments.ts";
import { pan, type TimeView, zoomAround } from "./time-scale.ts";
import { AxisLabels, AxisLines } from "./timeline-axis.tsx";
import { relationsOf } from "./relations.ts";
import { unfold, visibleRows, wholeView } from "./timeline-rows.ts";
import { TimelineRowView } from "./timeline-row.tsx";
import type { RunNode } from "./timeline-tree.ts";
import { useBrush } from "./use-brush.ts";
import { useClock } from "./use-clock.ts";
import { useTimelineKeys } from "./use-timeline-keys.ts";
import { useWheelZoom } from "./use-wheel-zoom.ts";
import "./timeline.css";

const ROW_PX = 26;

interface TimelineViewProps {
  root: RunNode;
  isOver: boolean;
  selectedId: string | undefined;
  onSelect: (id: string | undefined) => void;
  zoom: Zoom | null;
  onZoom: (zoom: Zoom | null) => void;
}

/** What ran when: a row per task and subflow on one time axis. */
export function TimelineView({ root, isOver, selectedId, onSelect, zoom, onZoom }: TimelineViewProps) {
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const axis = useRef<HTMLDivElement>(null);
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set());
  const [cursorId, setCursorId] = useState(root.id);
  const now = useClock(!isOver, segmentsOf(root.run)[0]?.startAt ?? 0);
  const rows = useMemo(() => visibleRows(root, toggled), [root, toggled]);
  const whole = useMemo(() => wholeView(root, now), [root, now]);
  const originAt = whole.fromAt;
  const view: TimeView = zoom === null ? whole : { fromAt: originAt + zoom.fromMs, toAt: originAt + zoom.toMs };
  const show = (next: TimeView) => {
    const isWhole = next.fromAt <= whole.fromAt && next.toAt >= whole.toAt;
    onZoom(isWhole ? null : { fromMs: next.fromAt - originAt, toMs: next.toAt - originAt });
  };
  const relations = useMemo(() => relationsOf(root, selectedId), [root, selectedId]);

  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 10,
  });
  const toggle = (nodeId: string) => setToggled((known) => flip(known, nodeId));
  const onKeyDown = useTimelineKeys({
    root,
    rows,
    cursorId,
    selectedId,
    onCursor(index) {
      setCursorId(rows[index]?.node.id ?? root.id);
      virtual.scrollToIndex(index);
    },
    onToggle: toggle,
    onSelect,
    onWhole: () => onZoom(null),
    focus: () => scroller.current?.focus(),
  });
  useShownSelection({
    root,
    selectedId,
    setToggled,
    setCursorId,
    scrollTo: (nodeId, open) => {
      const index = visibleRows(root, open).findIndex((row) => row.node.id === nodeId);
      if (index !== -1) requestAnimationFrame(() => virtual.scrollToIndex(index));
    },
    toggled,
  });
  const { brush, handlers } = useBrush(
    () => axis.current?.getBoundingClientRect() ?? null,
    ({ from, to }) => {
      const span = view.toAt - view.fromAt;
      show({ fromAt: view.fromAt + from * span, toAt: view.fromAt + Math.max(to * span, from * span + 5) });
    },
  );
  useWheelZoom(scroller, axis, {
    onZoom: (fraction, factor) =>
      show(zoomAround(view, view.fromAt + fraction * (view.toAt - view.fromAt), factor, whole)),
    onPan: (fraction) => {
      if (zoom !== null) show(pan(view, fraction * (view.toAt - view.fromAt), whole));
    },
  });
  const cursorIndex = rows.findIndex((row) => row.node.id === cursorId);

  return (
    <div className="timeline" {...handlers}>
      <div className="timeline-axis">
        <div className="timeline-corner">
          {zoom === null ? null : (
            <Button icon="zoomOut" look="quiet" title="Show the whole run (z)" onClick={() => onZoom(null)}>
              Whole run
            </Button>
          )}
        </div>
        <div ref={axis} className="axis">
          <AxisLabels view={view} originAt={originAt} />
        </div>
      </div>
      <div
        ref={scroller}
        className="timeline-scroll"
        role="treegrid"
        aria-label="Timeline: what ran when"
        aria-rowcount={rows.length}
        aria-activedescendant={cursorIndex === -1 ? undefined : `${id}-${cursorIndex}`}
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        <div role="rowgroup" className="timeline-rows" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map((item) => {
            const row = rows[item.index];
            if (row === undefined) return null;
            const { node } = row;
            return (
              <TimelineRowView
                key={node.id}
                row={row}
                id={`${id}-${item.index}`}
                index={item.index}
                top={item.start}
                view={view}
                now={now}
                isSelected={node.id === selectedId}
                isCursor={node.id === cursorId}
                relation={relations.get(node.id) ?? null}
                onToggle={() => toggle(node.id)}
                onSelect={() => {
                  setCursorId(node.id);
                  if (node.kind === "group") toggle(node.id);
                  else onSelect(node.id === selectedId || node.kind === "run" ? undefined : node.id);
                }}
              />
            );
          })}
        </div>
      </div>
      <div className="timeline-overlay">
        <AxisLines view={view} originAt={originAt} />
        {brush === null ? null : (
          <div className="brush" style={{ left: `${brush.from * 100}%`, right: `${(1 - brush.to) * 100}%` }} />
        )}
      </div>
    </div>
  );
}

function flip(known: ReadonlySet<string>, id: string): ReadonlySet<string> {
  return known.has(id) ? new Set([...known].filter((other) => other !== id)) : new Set([...known, id]);
}

interface ShownSelection {
  root: RunNode;
  selectedId: string | undefined;
  toggled: ReadonlySet<string>;
  setToggled: (toggled: ReadonlySet<string>) => void;
  setCursorId: (id: string) => void;
  scrollTo: (id: string, toggled: ReadonlySet<string>) => void;
}

/** A task chosen elsewhere (in the address, a table, by `n`) is unfolded and brought into view. */
function useShownSelection(selection: ShownSelection): void {
  const { selectedId } = selection;
  const latest = useRef(selection);
  useEffect(() => {
    latest.current = selection;
  });
  useEffect(() => {
    if (selectedId === undefined) return;
    const { root, toggled, setToggled, setCursorId, scrollTo } = latest.current;
    const open = unfold(root, selectedId, toggled);
    setToggled(open);
    setCursorId(selectedId);
    scrollTo(selectedId, open);
  }, [selectedId]);
}
