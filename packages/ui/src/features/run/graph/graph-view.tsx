import type { Timeline } from "@tutti/core/wire/dashboard";
import { useCallback, useMemo, useRef, useState } from "react";
import { Button, IconButton } from "../../../components/button.tsx";
import { Empty } from "../../../components/message.tsx";
import type { RunNode } from "../timeline/timeline-tree.ts";
import { criticalPath } from "./critical-path.ts";
import { GraphDots } from "./graph-dots.tsx";
import { GraphEdges } from "./graph-edges.tsx";
import { layOut, layOutByTime, NODE_HEIGHT, NODE_WIDTH } from "./graph-layout.ts";
import { buildGraph, type GraphNode } from "./graph-model.ts";
import { GraphNodeView } from "./graph-node.tsx";
import { useGraphKeys } from "./use-graph-keys.ts";
import { type Sight, usePanZoom } from "./use-pan-zoom.ts";
import "./graph.css";

interface GraphViewProps {
  root: RunNode;
  timeline: Timeline;
  selectedId: string | undefined;
  onSelect: (id: string | undefined) => void;
  /** Whether nodes stand by when they began; else by what they depend on. */
  isByTime: boolean;
  onByTime: (isByTime: boolean) => void;
}

function useGraph(root: RunNode, timeline: Timeline, isByTime: boolean) {
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const graph = useMemo(() => buildGraph(root, timeline, opened), [root, timeline, opened]);
  const layout = useMemo(() => (isByTime ? layOutByTime(graph) : layOut(graph)), [graph, isByTime]);
  const critical = useMemo(() => criticalPath(graph), [graph]);
  const toggle = useCallback((id: string) => {
    setOpened((known) => {
      const next = new Set(known);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  }, []);
  return { graph, layout, critical, toggle, hasOpened: opened.size > 0, foldAll: () => setOpened(new Set()) };
}

/** What depends on what: a node for each task and subflow, many alike folded into one. */
export function GraphView({ root, timeline, selectedId, onSelect, isByTime, onByTime }: GraphViewProps) {
  const window = useRef<HTMLDivElement>(null);
  const { graph, layout, critical, toggle, hasOpened, foldAll } = useGraph(root, timeline, isByTime);
  const [isCriticalShown, setIsCriticalShown] = useState(false);
  const panZoom = usePanZoom(window, layout);
  const path = useMemo(() => new Set(isCriticalShown ? critical : []), [critical, isCriticalShown]);
  const tabStop = useGraphKeys({ window, graph, layout, selectedId, show: panZoom.show });
  const select = useCallback(
    ({ id, node }: GraphNode) => (node.kind === "group" ? toggle(id) : onSelect(id)),
    [onSelect, toggle],
  );
  if (graph.nodes.length === 0) return <Empty title="No tasks yet">They show up here as they begin.</Empty>;
  const isFar = graph.nodes.length > NODES_WHOLE && panZoom.sight.scale < READABLE_SCALE;
  const shown = graph.nodes.filter(({ id }) =>
    isFar ? id === tabStop || id === selectedId : isInSight(layout.places.get(id), panZoom.sight, panZoom.pane),
  );
  return (
    <div className="graph">
      <GraphTools
        isByTime={isByTime}
        onByTime={() => onByTime(!isByTime)}
        isCriticalShown={isCriticalShown}
        onCritical={() => setIsCriticalShown((was) => !was)}
        onFoldAll={hasOpened ? foldAll : null}
        onZoom={panZoom.zoom}
        onFit={panZoom.fit}
      />
      <div
        ref={window}
        className="graph-window"
        role="group"
        aria-label="Tasks and what they depend on; the arrow keys go along the lines"
      >
        <div className="graph-drawing" style={{ transform: transformOf(panZoom.sight) }}>
          <GraphEdges graph={graph} layout={layout} critical={path} selectedId={selectedId} />
          {isFar ? <GraphDots graph={graph} layout={layout} /> : null}
          {shown.map((graphNode) => (
            <GraphNodeView
              key={graphNode.id}
              graphNode={graphNode}
              place={layout.places.get(graphNode.id) ?? ORIGIN}
              isSelected={graphNode.id === selectedId}
              isCritical={path.has(graphNode.id)}
              isTabStop={graphNode.id === tabStop}
              onSelect={select}
              onToggle={toggle}
            />
          ))}
        </div>
      </div>
      <p className="graph-legend">
        <span className="graph-legend-data">took its result</span>
        <span className="graph-legend-order">ran after it</span>
      </p>
    </div>
  );
}

interface GraphToolsProps {
  isByTime: boolean;
  onByTime: () => void;
  isCriticalShown: boolean;
  onCritical: () => void;
  /** Null while nothing is unfolded. */
  onFoldAll: (() => void) | null;
  onZoom: (factor: number) => void;
  onFit: () => void;
}

function GraphTools({ isByTime, onByTime, isCriticalShown, onCritical, ...props }: GraphToolsProps) {
  const { onFoldAll, onZoom, onFit } = props;
  return (
    <div className="graph-tools" role="toolbar" aria-label="Graph">
      <Button look="quiet" title="From left to right by when each began" onClick={onByTime} isPressed={isByTime}>
        By start
      </Button>
      <Button look="quiet" title="What the run's end waited for" onClick={onCritical} isPressed={isCriticalShown}>
        Critical path
      </Button>
      {onFoldAll === null ? null : (
        <Button look="quiet" onClick={onFoldAll}>
          Fold all
        </Button>
      )}
      <IconButton icon="plus" label="Nearer" onClick={() => onZoom(1.25)} />
      <IconButton icon="minus" label="Farther" onClick={() => onZoom(0.8)} />
      <IconButton icon="zoomOut" label="Show the whole graph" onClick={onFit} />
    </div>
  );
}

/** So many nodes are drawn with their names however far away they are. */
const NODES_WHOLE = 300;
const READABLE_SCALE = 0.35;
const ORIGIN = { x: 0, y: 0 };
const AROUND_PX = 200;

function isInSight(
  place: { x: number; y: number } | undefined,
  { x, y, scale }: Sight,
  pane: { width: number; height: number },
): boolean {
  if (place === undefined) return false;
  const left = place.x * scale + x;
  const top = place.y * scale + y;
  return (
    left + NODE_WIDTH * scale >= -AROUND_PX &&
    left <= pane.width + AROUND_PX &&
    top + NODE_HEIGHT * scale >= -AROUND_PX &&
    top <= pane.height + AROUND_PX
  );
}

function transformOf({ x, y, scale }: Sight): string {
  return `translate(${x}px, ${y}px) scale(${scale})`;
}
