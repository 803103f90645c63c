import type { WorkerLogs } from "@tutti/core/wire/worker-details";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Empty, Failure } from "../../components/message.tsx";
import { RelativeTime } from "../../components/time.tsx";
import { workerLogs } from "./worker-queries.ts";
import "../../components/table.css";

/** What a worker wrote into the logs of its runs, the last line first. */
export function WorkerLog({ pool, name }: { pool: string; name: string }) {
  const logs = useQuery(workerLogs(pool, name));
  if (logs.isError) {
    return <Failure what="Its log could not be read" error={logs.error} onRetry={() => void logs.refetch()} />;
  }
  if (logs.isSuccess && logs.data.length === 0) {
    return (
      <Empty title="It wrote nothing of its latest runs">
        <p>
          A worker writes into a run’s log how it starts the run, and how the process ended. What it says of itself
          stands where it was started.
        </p>
      </Empty>
    );
  }
  return (
    <div className="table-scroll" aria-busy={logs.isPending} role="region" aria-label="Log of this worker" tabIndex={0}>
      <ol className="worker-log">
        {(logs.data ?? []).map((line) => (
          <LogLineView key={line.id} line={line} />
        ))}
      </ol>
    </div>
  );
}

function LogLineView({ line }: { line: WorkerLogs[number] }) {
  return (
    <li className="worker-line" data-tone={toneOf(line.level)}>
      <span className="worker-line-time">
        <RelativeTime at={line.timestamp} />
      </span>
      <span className="worker-line-level">{levelWord(line.level)}</span>
      <Link
        to="/runs/run/$id"
        params={{ id: line.flow_run_id }}
        className="link worker-line-run truncate"
        preload={false}
      >
        {line.flow_run_name}
      </Link>
      <span className="worker-line-text">{line.message}</span>
    </li>
  );
}

function toneOf(level: number): "failed" | "late" | undefined {
  if (level >= 40) return "failed";
  return level >= 30 ? "late" : undefined;
}

function levelWord(level: number): string {
  if (level >= 50) return "Critical";
  if (level >= 40) return "Error";
  if (level >= 30) return "Warning";
  return level >= 20 ? "Info" : "Debug";
}
