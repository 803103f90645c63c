import { useRef } from "react";
import { Button } from "../../../components/button.tsx";
import type { Zoom } from "../run-search.ts";
import { AxisLabels, AxisLines } from "./timeline-axis.tsx";
import { TimelineGrid } from "./timeline-grid.tsx";
import type { RunNode } from "./timeline-tree.ts";
import { useBrush } from "./use-brush.ts";
import { useTimeAxis } from "./use-time-axis.ts";
import "./timeline.css";

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
  const lane = useRef<HTMLDivElement>(null);
  const axis = useTimeAxis({ root, isOver, zoom, onZoom });
  const { brush, handlers } = useBrush(() => lane.current?.getBoundingClientRect() ?? null, axis.showBrush);
  const showWhole = () => onZoom(null);
  return (
    <div className="timeline" {...handlers}>
      <div className="timeline-axis">
        <div className="timeline-corner">
          {zoom === null ? null : (
            <Button icon="zoomOut" look="quiet" title="Show the whole run (z)" onClick={showWhole}>
              Whole run
            </Button>
          )}
        </div>
        <div ref={lane} className="axis" title="Drag to zoom in; Ctrl and the wheel zoom as well">
          <AxisLabels view={axis.view} originAt={axis.originAt} />
        </div>
      </div>
      <TimelineGrid
        root={root}
        axis={axis}
        lane={lane}
        selectedId={selectedId}
        onSelect={onSelect}
        onWhole={showWhole}
      />
      <div className="timeline-overlay">
        <AxisLines view={axis.view} originAt={axis.originAt} />
        {brush === null ? null : (
          <div className="brush" style={{ left: `${brush.from * 100}%`, right: `${(1 - brush.to) * 100}%` }} />
        )}
      </div>
    </div>
  );
}
