import { memo } from "react";
import { formatDuration, formatRunningDuration } from "../../../time/duration.ts";
import { densityOf } from "./density.ts";
import { type Segment, segmentsOf } from "./segments.ts";
import { fractionOf, type TimeView } from "./time-scale.ts";
import type { RunNode } from "./timeline-tree.ts";

const BINS = 220;

interface LaneProps {
  view: TimeView;
  now: number;
}

/** The bar of one run: a thin line while it waits, a block while it runs. */
export function RunLane({ segments, view, now }: LaneProps & { segments: readonly Segment[] }) {
  return (
    <>
      {segments.map((segment) => (
        <Bar key={segment.startAt} segment={segment} view={view} now={now} />
      ))}
      <Length segments={segments} view={view} now={now} />
    </>
  );
}

function Bar({ segment, view, now }: LaneProps & { segment: Segment }) {
  const { kind, tone, startAt, endAt } = segment;
  const left = Math.max(0, fractionOf(startAt, view));
  const right = Math.min(1, fractionOf(endAt ?? now, view));
  if (right < 0 || left > 1) return null;
  return (
    <span
      className={`bar bar-${kind}`}
      data-tone={tone}
      data-growing={endAt === null ? "" : undefined}
      style={{ left: percent(left), width: percent(Math.max(0, right - left)) }}
    />
  );
}

function Length({ segments, view, now }: LaneProps & { segments: readonly Segment[] }) {
  const runs = segments.filter((segment) => segment.kind === "run");
  const first = runs[0];
  const last = runs.at(-1);
  if (first === undefined || last === undefined) return null;
  // Beside the end of the whole bar: a wait may follow the last run.
  const end = fractionOf(segments.at(-1)?.endAt ?? now, view);
  if (end < 0 || fractionOf(first.startAt, view) > 1) return null;
  const length = (last.endAt ?? now) - first.startAt;
  const words = last.endAt === null ? formatRunningDuration(length) : formatDuration(length);
  return (
    <span className="bar-length" style={{ left: percent(Math.min(1, end)) }}>
      {words}
    </span>
  );
}

/** A group's runs over time: height says how many at once, colour how they went. */
export const DensityLane = memo(function DensityLane({
  members,
  view,
  now,
}: LaneProps & { members: readonly RunNode[] }) {
  const bins = densityOf(
    members.map((member) => segmentsOf(member.run)),
    view,
    now,
    BINS,
  );
  const most = Math.max(1, ...bins.map((bin) => bin.total));
  return (
    <svg className="density" viewBox={`0 0 ${BINS} 100`} preserveAspectRatio="none" aria-hidden="true">
      {bins.map((bin, index) => {
        let base = 100;
        return bin.parts.map(({ tone, count }) => {
          const height = Math.max(9, (count / most) * 100);
          base -= height;
          return <rect key={`${index} ${tone}`} data-tone={tone} x={index} y={base} width="1.02" height={height} />;
        });
      })}
    </svg>
  );
});

function percent(fraction: number): string {
  return `${(fraction * 100).toFixed(3)}%`;
}
