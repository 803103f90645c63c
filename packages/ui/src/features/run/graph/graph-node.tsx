import { memo } from "react";
import { Icon } from "../../../components/icon.tsx";
import { StateIcon } from "../../../components/state-icon.tsx";
import { stateWords, type Tone } from "../../../state/tone.ts";
import { formatDuration } from "../../../time/duration.ts";
import { toneCounts, toneOfNode } from "../timeline/timeline-rows.ts";
import type { TimelineNode } from "../timeline/timeline-tree.ts";
import { NODE_HEIGHT, NODE_WIDTH, type Point } from "./graph-layout.ts";
import type { GraphNode } from "./graph-model.ts";

interface GraphNodeProps {
  graphNode: GraphNode;
  place: Point;
  isSelected: boolean;
  isCritical: boolean;
  isTabStop: boolean;
  onSelect: (graphNode: GraphNode) => void;
  onToggle: (id: string) => void;
}

/** A task run, a subflow or a folded group: a state, a name, a length. */
export const GraphNodeView = memo(function GraphNodeView(props: GraphNodeProps) {
  const { graphNode, place, isSelected, isCritical, isTabStop, onSelect, onToggle } = props;
  const { node, isOpen } = graphNode;
  const tone = toneOfGraph(node);
  const length = lengthOf(graphNode);
  return (
    <div
      className="graph-node"
      data-tone={tone}
      data-selected={isSelected ? "" : undefined}
      data-critical={isCritical ? "" : undefined}
      style={{ transform: `translate(${place.x}px, ${place.y}px)`, width: NODE_WIDTH, height: NODE_HEIGHT }}
    >
      <button
        type="button"
        className="graph-node-button"
        data-node={graphNode.id}
        tabIndex={isTabStop ? 0 : -1}
        aria-pressed={isSelected}
        title={length === "" ? node.label : `${node.label}, ${length}`}
        onClick={() => onSelect(graphNode)}
      >
        <NodeWords node={node} tone={tone} length={length} />
      </button>
      {isOpen === null ? null : <FoldButton {...{ node, isOpen, isTabStop }} onToggle={() => onToggle(graphNode.id)} />}
    </div>
  );
});

/** The tone of a run; of a group, that of its members that tells most. */
export function toneOfGraph(node: TimelineNode): Tone {
  return node.kind === "group" ? (toneCounts(node.children)[0]?.[0] ?? "pending") : toneOfNode(node);
}

function lengthOf({ startAt, endAt }: GraphNode): string {
  return startAt === null || endAt === null ? "" : formatDuration(endAt - startAt);
}

function NodeWords({ node, tone, length }: { node: TimelineNode; tone: Tone; length: string }) {
  return (
    <>
      <StateIcon tone={tone} size={13} />
      <span className="truncate">{node.label}</span>
      {node.kind === "group" ? (
        <span className="graph-node-count">× {node.children.length.toLocaleString("en")}</span>
      ) : null}
      <span className="graph-node-length">{length}</span>
      <span className="visually-hidden">
        {node.kind === "group" ? tone : stateWords(node.run.state_type, node.run.state_name)}
      </span>
    </>
  );
}

interface FoldButtonProps {
  node: TimelineNode;
  isOpen: boolean;
  isTabStop: boolean;
  onToggle: () => void;
}

function FoldButton({ node, isOpen, isTabStop, onToggle }: FoldButtonProps) {
  return (
    <button
      type="button"
      className="graph-node-fold"
      tabIndex={isTabStop ? 0 : -1}
      aria-expanded={isOpen}
      aria-label={`${isOpen ? "Fold" : "Unfold"} ${node.label}`}
      title={isOpen ? "Fold" : "Unfold"}
      onClick={onToggle}
    >
      <Icon name={isOpen ? "chevronDown" : "chevronRight"} size={14} />
    </button>
  );
}
