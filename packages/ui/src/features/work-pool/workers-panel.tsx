import type { Worker } from "@tutti/core/wire/worker";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { forgetWorker } from "../../api/work-pool-actions.ts";
import { IconButton } from "../../components/button.tsx";
import { ConfirmDialog } from "../../components/confirm-dialog.tsx";
import { Empty, Failure } from "../../components/message.tsx";
import { StateIcon } from "../../components/state-icon.tsx";
import { RelativeTime } from "../../components/time.tsx";
import { formatDuration } from "../../time/duration.ts";
import { poolWorkers } from "./work-pool-queries.ts";
import "../../components/table.css";
import "./work-pool.css";

/** Who takes the pool's runs, and when each was last heard of. */
export function WorkersPanel({ pool, type }: { pool: string; type: string }) {
  const workers = useQuery(poolWorkers(pool));
  const [asked, setAsked] = useState<Worker | null>(null);
  const client = useQueryClient();
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
    <div className="table-scroll" aria-busy={workers.isPending}>
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
            <WorkerRow key={worker.id} worker={worker} onForget={() => setAsked(worker)} />
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

function WorkerRow({ worker, onForget }: { worker: Worker; onForget: () => void }) {
  const isOnline = worker.status === "ONLINE";
  const interval = worker.heartbeat_interval_seconds;
  return (
    <tr>
      <td>{worker.name}</td>
      <td>
        <span className="state-badge state-badge-plain" data-tone={isOnline ? "completed" : "late"}>
          <StateIcon tone={isOnline ? "completed" : "late"} />
          {isOnline ? "Online" : "Offline"}
        </span>
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
