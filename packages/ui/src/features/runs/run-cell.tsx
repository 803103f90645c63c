import type { RunRow } from "@tutti/core/wire/dashboard";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { TagList } from "../../components/tag-list.tsx";
import { Duration, RelativeTime } from "../../components/time.tsx";
import { StartTime } from "../../components/start-time.tsx";
import { formatDuration } from "../../time/duration.ts";
import type { RunColumn } from "./run-columns.ts";
import { TaskProgress } from "./task-progress.tsx";

/** More leave no room, among the usual columns of a usual window, for how many more there are. */
const TAGS_SHOWN = 2;
const NONE = <span className="muted">–</span>;

interface RunCellProps {
  column: RunColumn;
  row: RunRow;
  onTag: (tag: string) => void;
}

/** What stands in a column for a run. */
export function RunCell({ column, row, onTag }: RunCellProps) {
  return (
    <td className={`col-${column}`} title={column === "message" ? (row.state_message ?? undefined) : undefined}>
      {CONTENTS[column](row, onTag)}
    </td>
  );
}

const CONTENTS: Record<RunColumn, (row: RunRow, onTag: (tag: string) => void) => ReactNode> = {
  flow: (row) => (
    <Link to="/flows/flow/$id" params={{ id: row.flow_id }} className="link" preload={false}>
      {row.flow_name}
    </Link>
  ),
  deployment: (row) => <DeploymentLink row={row} />,
  pool: (row) => <PoolLink name={row.work_pool_name} />,
  version: (row) => row.flow_version ?? NONE,
  tasks: (row) => <TaskProgress counts={row.task_run_counts} />,
  subflows: (row) => countWords(row.subflow_run_count),
  attempts: (row) => countWords(row.run_count),
  duration: (row) => <Duration startAt={row.start_time} endAt={row.end_time} isRunning={isUnderWay(row)} />,
  expected: (row) => <RelativeTime at={row.expected_start_time} />,
  late: latenessWords,
  started: (row) => <StartTime run={row} />,
  ended: (row) => <RelativeTime at={row.end_time} />,
  message: (row) => row.state_message ?? NONE,
  tags: (row, onTag) => <TagList tags={row.tags} shown={TAGS_SHOWN} onTag={onTag} />,
};

function countWords(count: number): ReactNode {
  return count === 0 ? NONE : count.toLocaleString("en");
}

/** How long after it was due it began; of one that is due still, its state tells. */
function latenessWords({ start_time, expected_start_time }: RunRow): ReactNode {
  if (start_time === null || expected_start_time === null) return NONE;
  const late = Date.parse(start_time) - Date.parse(expected_start_time);
  return late < 1000 ? NONE : formatDuration(late);
}

function DeploymentLink({ row: { deployment_id: id, deployment_name: name } }: { row: RunRow }) {
  if (id === null || name === null) return NONE;
  return (
    <Link to="/deployments/deployment/$id" params={{ id }} className="link" preload={false}>
      {name}
    </Link>
  );
}

function PoolLink({ name }: { name: string | null }) {
  if (name === null) return NONE;
  return (
    <Link to="/work-pools/work-pool/$name" params={{ name }} className="link" preload={false}>
      {name}
    </Link>
  );
}

function isUnderWay(row: RunRow): boolean {
  return row.state_type === "RUNNING" || row.state_type === "CANCELLING";
}
