import type { Worker } from "@tutti/core/wire/worker";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { forgetWorker } from "../../api/work-pool-actions.ts";
import { IconButton } from "../../components/button.tsx";
import { ConfirmDialog } from "../../components/confirm-dialog.tsx";
import { Empty, Failure } from "../../components/message.tsx";
import { RelativeTime } from "../../components/time.tsx";
import { WorkerStatus } from "../../components/worker-status.tsx";
import { useFocusStep } from "../../components/use-focus-step.ts";
import { formatDuration } from "../../time/duration.ts";
import { poolWorkers } from "./work-pool-queries.ts";
import "../../components/table.css";
import "./work-pool.css";

/** Who takes the pool's runs, and when each was last heard of. */
export function WorkersPanel({ pool, type }: { pool: string; type: string }) {
  const workers = useQuery(poolWorkers(pool));
  const [asked, setAsked] = useState<Worker | null>(null);
  const client = useQueryClient();
  const list = useFocusStep<HTMLDivElement>(".run-link");
  if (workers.isError) {
    return (
      <Failure what="The workers could not be read" error={workers.error} onRetry={() => void workers.refetch()} />
    );
  }
  if (workers.isSuccess && workers.data.length === 0) {
    return (
      <Empty title="No workers" code={`tutti worker start --pool ${pool}`}>
        <p>
          A worker takes due runs of the pool and starts them{type === "process" ? " as processes of its machine" : ""}.
          It stands here from its first heartbeat on.
        </p>
      </Empty>
    );
  }
  return (
    <div ref={list} className="table-scroll" aria-busy={workers.isPending}>
      <table className="table workers-table" aria-label="Workers">
        <thead>
          <tr>
            <th>Worker</th>
            <th className="col-status">Status</th>
            <th className="col-heartbeat">Last heartbeat</th>
            <th className="col-heartbeat">Every</th>
            <th className="col-heartbeat">Known since</th>
            <th className="col-tools">
              <span className="visually-hidden">Forget</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {(workers.data ?? []).map((worker) => (
            <WorkerRow key={worker.id} pool={pool} worker={worker} onForget={() => setAsked(worker)} />
          ))}
        </tbody>
      </table>
      {asked === null ? null : (
        <ConfirmDialog
          title={`Forget ${asked.name}?`}
          action="Forget the worker"
          onClose={() => setAsked(null)}
          onConfirm={async () => {
            await forgetWorker(pool, asked.name);
            await client.invalidateQueries({ queryKey: ["work-pool", pool] });
          }}
        >
          It is no longer listed. One that is alive comes back with its next heartbeat.
        </ConfirmDialog>
      )}
    </div>
  );
}

interface WorkerRowProps {
  pool: string;
  worker: Worker;
  onForget: () => void;
}

function WorkerRow({ pool, worker, onForget }: WorkerRowProps) {
  const interval = worker.heartbeat_interval_seconds;
  return (
    <tr>
      <td>
        <Link
          to="/work-pools/work-pool/$name/worker/$worker"
          params={{ name: pool, worker: worker.name }}
          className="run-link"
          preload={false}
        >
          {worker.name}
        </Link>
      </td>
      <td>
        <WorkerStatus status={worker.status} />
      </td>
      <td className="col-heartbeat">
        <RelativeTime at={worker.last_heartbeat_time} />
      </td>
      <td className="col-heartbeat">{interval === null ? "–" : formatDuration(interval * 1000)}</td>
      <td className="col-heartbeat">
        <RelativeTime at={worker.created} />
      </td>
      <td className="col-tools">
        <IconButton icon="trash" label={`Forget ${worker.name}`} onClick={onForget} />
      </td>
    </tr>
  );
}
