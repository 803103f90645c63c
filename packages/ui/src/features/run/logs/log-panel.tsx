import type { FlowRun } from "@tutti/core/wire/flow-run";
import type { Timeline } from "@tutti/core/wire/dashboard";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useState } from "react";
import { Empty, Failure } from "../../../components/message.tsx";
import { isOver } from "../../runs/runs-request.ts";
import { runLogs } from "../run-queries.ts";
import type { RunSearch } from "../run-search.ts";
import { LogList } from "./log-list.tsx";
import { type LogRow, logText } from "./log-rows.ts";
import { createRowReader } from "./row-reader.ts";
import { LogToolbar } from "./log-toolbar.tsx";
import "./logs.css";

interface LogPanelProps {
  timeline: Timeline;
  search: RunSearch;
  onChange: (change: object) => void;
}

const PRINT = `import { getLogger } from "tutti";

getLogger().info("loaded", { rows: 73908 });`;

export function LogPanel({ timeline, search, onChange }: LogPanelProps) {
  const { flow_run: run } = timeline;
  const query = useAllPages(timeline);
  const lines = useMemo(() => query.data?.pages.flatMap((page) => page.results) ?? [], [query.data]);
  const { q = "", only, level, task } = search;
  const [readRows] = useState(createRowReader);
  const read = useMemo(
    () => readRows(lines, { level, runId: task, text: only === "matches" ? q : "" }, q),
    [readRows, lines, level, task, only, q],
  );
  const { rows } = read;
  const hits = useHits(read.hits, q, query.isPending || query.hasNextPage);
  const names = useMemo(() => namesOf(timeline), [timeline]);
  if (query.isError && lines.length === 0) {
    return <Failure what="The log could not be read" error={query.error} onRetry={() => void query.refetch()} />;
  }
  return (
    <div className="log-panel">
      <LogToolbar
        search={search}
        onChange={onChange}
        taskName={task === undefined ? null : (names.get(task) ?? "another run")}
        hits={hits}
        amount={query.isPending ? "" : amountWords(rows.length, query.hasNextPage)}
        onSave={() => saveText(`${run.name}.log`, logText(lines))}
      />
      {query.isPending ? <LogSkeleton /> : null}
      {query.isSuccess && rows.length === 0 ? (
        <NoLines hasLines={lines.length > 0} isOver={isOver(run.state_type)} />
      ) : null}
      {rows.length > 0 ? (
        <Lines run={run} rows={rows} names={names} search={search} onChange={onChange} hitIndex={hits.index} />
      ) : null}
    </div>
  );
}

interface LinesProps extends Pick<LogPanelProps, "search" | "onChange"> {
  run: FlowRun;
  rows: LogRow[];
  names: ReadonlyMap<string, string>;
  hitIndex: number;
}

function Lines({ run, rows, names, search, onChange, hitIndex }: LinesProps) {
  const sourceOf = useCallback(
    (row: LogRow) => names.get(row.line.task_run_id ?? row.line.flow_run_id) ?? row.line.name,
    [names],
  );
  const onLine = useCallback((line: string) => onChange({ line }), [onChange]);
  const firstError = useMemo(() => rows.findIndex((row) => row.line.level >= ERROR), [rows]);
  const hasFailed = run.state_type === "FAILED" || run.state_type === "CRASHED";
  return (
    <LogList
      rows={rows}
      sourceOf={sourceOf}
      sought={search.q ?? ""}
      targetId={search.line}
      onLine={onLine}
      hitIndex={hitIndex}
      isWrapping={search.wrap === "on"}
      isLive={!isOver(run.state_type)}
      startIndex={hasFailed && search.task === undefined ? firstError : -1}
    />
  );
}

/** Level of an error, as Prefect and Python count. */
const ERROR = 40;

/** Reads page after page while the log is on screen: search and filters work on all of it. */
function useAllPages({ flow_run, subflow_runs }: Timeline) {
  const subflowIds = subflow_runs.map((subflow) => subflow.id);
  const query = useInfiniteQuery(runLogs(flow_run.id, subflowIds));
  const { hasNextPage, isFetching, isError, fetchNextPage } = query;
  useEffect(() => {
    if (hasNextPage && !isFetching && !isError) void fetchNextPage();
  }, [hasNextPage, isFetching, isError, fetchNextPage]);
  return query;
}

/** The rows that hold the sought text, and which of them is looked at. */
function useHits(places: number[], text: string, isPartial: boolean) {
  const [chosen, setChosen] = useState({ text, at: 0 });
  const at = chosen.text === text ? Math.min(chosen.at, Math.max(0, places.length - 1)) : 0;
  return {
    at,
    isPartial,
    count: places.length,
    index: places[at] ?? -1,
    onStep: (by: number) => {
      if (places.length > 0) setChosen({ text, at: (at + by + places.length) % places.length });
    },
  };
}

function namesOf({ flow_run, flow_name, task_runs, subflow_runs }: Timeline): Map<string, string> {
  return new Map([
    ...task_runs.map((task) => [task.id, task.name] as const),
    ...subflow_runs.map((subflow) => [subflow.id, subflow.flow_name] as const),
    [flow_run.id, flow_name] as const,
  ]);
}

function amountWords(count: number, isPartial: boolean): string {
  const lines = `${count.toLocaleString("en")} ${count === 1 ? "line" : "lines"}`;
  return isPartial ? `${lines}, reading on…` : lines;
}

function saveText(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 0);
}

const SKELETON_WIDTHS = [420, 380, 510, 260, 470, 340, 430, 300];

function LogSkeleton() {
  return (
    <div className="log-frame log-skeleton" aria-busy="true">
      {SKELETON_WIDTHS.map((width) => (
        <span key={width} className="skeleton" style={{ width: width + 120 }} />
      ))}
    </div>
  );
}

function NoLines({ hasLines, isOver: over }: { hasLines: boolean; isOver: boolean }) {
  if (hasLines) return <Empty title="No line matches">Clear the search, the level or the task.</Empty>;
  if (!over) return <Empty title="No lines yet">They show up here as they are written.</Empty>;
  return (
    <Empty title="This run wrote no log" code={PRINT}>
      Inside a flow or task, a logger’s lines stand here; with <code>logPrints: true</code> those of console.log do too.
    </Empty>
  );
}
