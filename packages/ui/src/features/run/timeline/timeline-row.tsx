import { Icon } from "../../../components/icon.tsx";
import { StateIcon } from "../../../components/state-icon.tsx";
import { stateWords } from "../../../state/tone.ts";
import { formatDuration } from "../../../time/duration.ts";
import { formatAbsolute } from "../../../time/moment.ts";
import { ArtifactMarks } from "./artifact-marks.tsx";
import { DensityLane, RunLane } from "./lane.tsx";
import { segmentsOf } from "./segments.ts";
import type { TimeView } from "./time-scale.ts";
import { toneCounts, toneOfNode, type TimelineRow } from "./timeline-rows.ts";
import type { GroupNode, RunNode } from "./timeline-tree.ts";

interface RowProps {
  row: TimelineRow;
  id: string;
  index: number;
  top: number;
  view: TimeView;
  now: number;
  isSelected: boolean;
  isCursor: boolean;
  /** How it hangs together with the selected task: its result is taken, or it takes the result. */
  relation: "upstream" | "downstream" | null;
}

export function TimelineRowView({ row, id, index, top, view, now, ...marks }: RowProps) {
  const { node, depth, isOpen } = row;
  return (
    <div
      role="row"
      id={id}
      tabIndex={-1}
      aria-level={depth + 1}
      aria-rowindex={index + 1}
      aria-expanded={isOpen ?? undefined}
      aria-selected={marks.isSelected}
      className="timeline-row"
      data-cursor={marks.isCursor ? "" : undefined}
      data-relation={marks.relation ?? undefined}
      data-kind={node.kind}
      data-index={index}
      style={{ transform: `translateY(${top}px)` }}
    >
      <div role="rowheader" className="timeline-label" style={{ paddingLeft: 8 + depth * 14 }}>
        <Fold isOpen={isOpen} />
        {node.kind === "group" ? <GroupLabel node={node} /> : <RunLabel node={node} relation={marks.relation} />}
      </div>
      <div role="gridcell" className="timeline-lane" title={node.kind === "group" ? undefined : describe(node)}>
        {node.kind === "group" ? (
          <DensityLane members={node.children} view={view} now={now} />
        ) : (
          <RunLane segments={segmentsOf(node.run)} view={view} now={now} />
        )}
        {node.kind === "group" ? null : <ArtifactMarks nodeId={node.id} view={view} />}
        <span className="visually-hidden">{node.kind === "group" ? "" : describe(node)}</span>
      </div>
    </div>
  );
}

/** For the pointer; the arrow keys do the same. The grid hears both. */
function Fold({ isOpen }: { isOpen: boolean | null }) {
  return (
    <span className="timeline-fold" data-fold={isOpen === null ? undefined : ""} aria-hidden="true">
      {isOpen === null ? null : <Icon name={isOpen ? "chevronDown" : "chevronRight"} size={14} />}
    </span>
  );
}

const RELATION_WORDS = { upstream: "gives", downstream: "takes" };

function RunLabel({ node, relation }: { node: RunNode; relation: RowProps["relation"] }) {
  return (
    <>
      <StateIcon tone={toneOfNode(node)} />
      <span className="truncate" title={node.label}>
        {node.label}
      </span>
      {relation === null ? null : <span className="timeline-relation">{RELATION_WORDS[relation]}</span>}
    </>
  );
}

function GroupLabel({ node }: { node: GroupNode }) {
  const counts = toneCounts(node.children);
  return (
    <>
      <span className="truncate">{node.label}</span>
      <span className="timeline-times">× {node.children.length.toLocaleString("en")}</span>
      <span className="timeline-counts">
        {counts.map(([tone, count]) => (
          <span key={tone} data-tone={tone} className="timeline-count" title={`${count} ${tone}`}>
            <StateIcon tone={tone} size={11} />
            {count.toLocaleString("en")}
            <span className="visually-hidden"> {tone}</span>
          </span>
        ))}
      </span>
    </>
  );
}

/** `load-3: Completed, 1.2 s, started 22 Nov 2026, 18:49:12 UTC, 2 attempts`. */
function describe(node: RunNode): string {
  const runs = segmentsOf(node.run).filter((segment) => segment.kind === "run");
  const first = runs[0];
  const last = runs.at(-1);
  const parts = [stateWords(node.run.state_type, node.run.state_name)];
  if (first !== undefined && last !== undefined && last.endAt !== null) {
    parts.push(formatDuration(last.endAt - first.startAt));
  }
  if (first !== undefined) parts.push(`started ${formatAbsolute(first.startAt)}`);
  if (runs.length > 1) parts.push(`${runs.length} attempts`);
  return `${node.label}: ${parts.join(", ")}`;
}
