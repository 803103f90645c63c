import type { RunMark } from "@tutti/core/wire/dashboard";
import type { FlowGrid as Grid } from "@tutti/core/wire/flow-grid";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useMemo } from "react";
import { request } from "../../api/http.ts";
import { useLiveRefetch } from "../../api/use-live-refetch.ts";
import { Empty, Failure } from "../../components/message.tsx";
import { StateIcon } from "../../components/state-icon.tsx";
import { stateWords, toneOf } from "../../state/tone.ts";
import { formatDuration } from "../../time/duration.ts";
import { useGridKeys } from "./use-grid-keys.ts";
import { type GridCell, type GridRow, gridRows } from "./grid-rows.ts";
import "./flow-grid.css";

function flowGrid(id: string) {
  return queryOptions({
    queryKey: ["flow-grid", id],
    queryFn: ({ signal }) => request<Grid>(`/tutti/flows/${id}/grid`, { signal }),
  });
}

/** The latest runs as columns, the tasks as lines: where something fails again and again is seen at once. */
export function FlowGrid({ flow }: { flow: string }) {
  const options = flowGrid(flow);
  const query = useQuery(options);
  useLiveRefetch(options.queryKey);
  const grid = useGridKeys<HTMLTableElement>();
  const rows = useMemo(() => (query.data === undefined ? [] : gridRows(query.data)), [query.data]);
  const runs = query.data?.runs ?? [];
  if (query.isError) {
    return <Failure what="The grid could not be read" error={query.error} onRetry={() => void query.refetch()} />;
  }
  if (query.isSuccess && runs.length === 0) {
    return (
      <Empty title="No runs yet">
        <p>Each run is a column here, and each of its tasks a line.</p>
      </Empty>
    );
  }
  return (
    <div className="grid-scroll" aria-busy={query.isPending}>
      <table ref={grid} className="grid-table" aria-label="Tasks by run, the newest run last">
        <thead>
          <tr>
            <th scope="col" className="grid-task">
              Task
            </th>
            {runs.map((run, column) => (
              <th key={run.id} scope="col">
                <RunColumn run={run} longest={longestOf(runs)} column={column} isEntry={column === runs.length - 1} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <TaskLine key={row.task} row={row} runs={runs} line={index + 1} />
          ))}
        </tbody>
      </table>
      {query.isSuccess && rows.length === 0 ? <p className="grid-note muted">These runs called no tasks.</p> : null}
    </div>
  );
}

function longestOf(runs: readonly RunMark[]): number {
  return Math.max(0.001, ...runs.map((run) => run.estimated_run_time));
}

interface RunColumnProps {
  run: RunMark;
  longest: number;
  column: number;
  /** The one that Tab comes to; arrows lead from it to the others. */
  isEntry: boolean;
}

const LEAST_PERCENT = 6;

function RunColumn({ run, longest, column, isEntry }: RunColumnProps) {
  const words = `${run.name}: ${stateWords(run.state_type, run.state_name)}, ${formatDuration(run.estimated_run_time * 1000)}`;
  return (
    <Link
      to="/runs/run/$id"
      params={{ id: run.id }}
      preload={false}
      className="grid-run"
      data-tone={toneOf(run.state_type, run.state_name)}
      data-cell={`0 ${column}`}
      tabIndex={isEntry ? 0 : -1}
      aria-label={words}
      title={words}
    >
      <span style={{ height: `${Math.max(LEAST_PERCENT, (run.estimated_run_time / longest) * 100)}%` }} />
    </Link>
  );
}

function TaskLine({ row, runs, line }: { row: GridRow; runs: readonly RunMark[]; line: number }) {
  return (
    <tr>
      <th scope="row" className="grid-task truncate" title={row.task}>
        {row.task}
      </th>
      {runs.map((run, column) => {
        const cell = row.cells.get(run.id);
        return (
          <td key={run.id}>
            {cell === undefined ? null : <TaskCell task={row.task} run={run} cell={cell} place={`${line} ${column}`} />}
          </td>
        );
      })}
    </tr>
  );
}

interface TaskCellProps {
  task: string;
  run: RunMark;
  cell: GridCell;
  place: string;
}

function TaskCell({ task, run, cell, place }: TaskCellProps) {
  const tone = toneOf(cell.state, null);
  const words = `${task} in ${run.name}: ${cell.words}`;
  return (
    <Link
      to="/runs/run/$id"
      params={{ id: run.id }}
      search={{ tab: "tasks" }}
      preload={false}
      className="grid-cell"
      data-tone={tone}
      data-cell={place}
      tabIndex={-1}
      aria-label={words}
      title={words}
    >
      {cell.calls === 1 ? <StateIcon tone={tone} size={12} /> : <span>{shortCount(cell.calls)}</span>}
    </Link>
  );
}

function shortCount(count: number): string {
  return count < 1000 ? String(count) : `${Math.floor(count / 1000)}k`;
}
