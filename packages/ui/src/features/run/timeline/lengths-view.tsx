import { parseTime } from "@tutti/core/parse-time";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useId, useMemo, useRef, useState } from "react";
import { Empty } from "../../../components/message.tsx";
import { longestOf, rowsByLength, viewFromStart } from "./lengths.ts";
import { segmentsOf } from "./segments.ts";
import { AxisLabels, AxisLines } from "./timeline-axis.tsx";
import { TimelineRowView } from "./timeline-row.tsx";
import { type PressedRow, TimelineScroller } from "./timeline-scroller.tsx";
import type { TimelineRow } from "./timeline-rows.ts";
import type { RunNode } from "./timeline-tree.ts";
import { useClock } from "./use-clock.ts";
import { useTimelineKeys } from "./use-timeline-keys.ts";
import "./timeline.css";

interface LengthsViewProps {
  root: RunNode;
  isOver: boolean;
  selectedId: string | undefined;
  onSelect: (id: string | undefined) => void;
}

const ROW_PX = 26;
const nothing = () => undefined;

/** What took longest: every bar begins at the left edge, the longest first. */
export function LengthsView({ root, isOver, selectedId, onSelect }: LengthsViewProps) {
  const rows = useMemo(() => rowsByLength(root), [root]);
  const clock = useClock(!isOver, segmentsOf(root.run)[0]?.startAt ?? 0);
  const now = isOver ? (parseTime(root.run.end_time) ?? clock) : clock;
  const span = longestOf(rows, now);
  if (rows.length === 0) return <Empty title="No tasks yet">They show up here as they begin.</Empty>;
  const axis = { fromAt: 0, toAt: span };
  return (
    <div className="timeline">
      <div className="timeline-axis">
        <div className="timeline-corner" />
        <div className="axis axis-still">
          <AxisLabels view={axis} originAt={0} />
        </div>
      </div>
      <LengthsGrid root={root} rows={rows} span={span} now={now} selectedId={selectedId} onSelect={onSelect} />
      <div className="timeline-overlay">
        <AxisLines view={axis} originAt={0} />
      </div>
    </div>
  );
}

interface LengthsGridProps extends Omit<LengthsViewProps, "isOver"> {
  rows: readonly TimelineRow[];
  span: number;
  now: number;
}

function LengthsGrid({ root, rows, span, now, selectedId, onSelect }: LengthsGridProps) {
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const [cursorId, setCursorId] = useState(root.id);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 10,
  });
  const onCursor = (index: number) => {
    setCursorId(rows[index]?.node.id ?? root.id);
    virtual.scrollToIndex(index);
  };
  const focus = () => scroller.current?.focus();
  const keys = { root, rows, cursorId, selectedId, onCursor, onSelect, focus, onToggle: nothing, onWhole: nothing };
  const onKeyDown = useTimelineKeys(keys);
  const press = ({ index }: PressedRow) => {
    const node = rows[index]?.node;
    if (node === undefined) return;
    setCursorId(node.id);
    onSelect(node.id === selectedId ? undefined : node.id);
  };
  const cursorIndex = rows.findIndex(({ node }) => node.id === cursorId);
  return (
    <TimelineScroller
      id={id}
      label="Lengths: what took longest"
      scroller={scroller}
      virtual={virtual}
      cursorIndex={cursorIndex}
      onKeyDown={onKeyDown}
      onPress={press}
    >
      {virtual.getVirtualItems().map(({ index, start }) => {
        const row = rows[index];
        return row === undefined || row.node.kind === "group" ? null : (
          <TimelineRowView
            key={row.node.id}
            row={row}
            id={`${id}-${index}`}
            index={index}
            top={start}
            view={viewFromStart(row.node, span)}
            now={now}
            isSelected={row.node.id === selectedId}
            isCursor={row.node.id === cursorId}
            relation={null}
          />
        );
      })}
    </TimelineScroller>
  );
}
