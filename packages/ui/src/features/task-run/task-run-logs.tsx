import { useQuery } from "@tanstack/react-query";
import { Empty, Failure } from "../../components/message.tsx";
import { formatAbsolute, formatClock } from "../../time/moment.ts";
import { AnsiText } from "../run/logs/ansi-text.tsx";
import { taskRunLogs } from "./task-run-queries.ts";
import "../run/logs/logs.css";

/** What it wrote; the run's page has the whole log, searchable. */
export function TaskRunLogs({ id }: { id: string }) {
  const query = useQuery(taskRunLogs(id));
  if (query.isError) {
    return <Failure what="The log could not be read" error={query.error} onRetry={() => void query.refetch()} />;
  }
  if (query.isSuccess && query.data.length === 0) return <Empty title="No lines">It wrote nothing to the log.</Empty>;
  return (
    <ol className="panel-scroll task-run-lines" aria-label="Log" tabIndex={0}>
      {(query.data ?? []).map((line) => (
        <li key={line.id} className="task-run-line" data-level={line.level >= 40 ? "error" : undefined}>
          <time dateTime={line.timestamp} title={formatAbsolute(Date.parse(line.timestamp))}>
            {formatClock(Date.parse(line.timestamp))}
          </time>
          <span className="task-run-text">
            <AnsiText text={line.message} sought="" />
          </span>
        </li>
      ))}
    </ol>
  );
}
