import type { WorkQueue } from "@tutti/core/wire/work-queue";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { changeQueue } from "../../api/work-pool-actions.ts";
import { Button, IconButton } from "../../components/button.tsx";
import { Failure } from "../../components/message.tsx";
import { Switch } from "../../components/switch.tsx";
import { RelativeTime } from "../../components/time.tsx";
import { showToast } from "../../components/toasts.tsx";
import { LimitUse } from "../work-pools/work-pools-table.tsx";
import { QueueDialog } from "./queue-dialog.tsx";
import { QueueOrderDialog } from "./queue-order-dialog.tsx";
import { QueueStatus } from "./queue-status.tsx";
import { poolQueues } from "./work-pool-queries.ts";
import "../../components/table.css";
import "./work-pool.css";

/** A pool's queues in the order in which they are served; each can be moved, limited and paused. */
export function QueuesPanel({ pool }: { pool: string }) {
  const queues = useQuery(poolQueues(pool));
  const [edited, setEdited] = useState<WorkQueue | "new" | null>(null);
  const [isReordering, setIsReordering] = useState(false);
  const rows = queues.data ?? [];
  if (queues.isError) {
    return <Failure what="The queues could not be read" error={queues.error} onRetry={() => void queues.refetch()} />;
  }
  return (
    <div className="panel-column">
      <div className="panel-tools">
        <span className="muted">Workers take from the queue with the lowest number first.</span>
        <span className="panel-actions">
          {rows.length < 2 ? null : (
            <Button icon="arrowUp" onClick={() => setIsReordering(true)}>
              Reorder
            </Button>
          )}
          <Button icon="plus" onClick={() => setEdited("new")}>
            Create a queue
          </Button>
        </span>
      </div>
      <div className="table-scroll" aria-busy={queues.isPending}>
        <table className="table queues-table" aria-label="Queues">
          <thead>
            <tr>
              <th className="col-priority">Priority</th>
              <th>Queue</th>
              <th className="col-status">Status</th>
              <th className="col-polled">Last polled</th>
              <th className="col-limit">Limit</th>
              <th className="col-switch">Takes runs</th>
              <th className="col-tools">
                <span className="visually-hidden">Change</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((queue) => (
              <QueueRow key={queue.id} pool={pool} queue={queue} onEdit={() => setEdited(queue)} />
            ))}
          </tbody>
        </table>
      </div>
      {isReordering ? <QueueOrderDialog pool={pool} onClose={() => setIsReordering(false)} /> : null}
      {edited === null ? null : (
        <QueueDialog pool={pool} queue={edited === "new" ? null : edited} onClose={() => setEdited(null)} />
      )}
    </div>
  );
}

function QueueRow({ pool, queue, onEdit }: { pool: string; queue: WorkQueue; onEdit: () => void }) {
  const client = useQueryClient();
  const change = useMutation({
    mutationFn: (changes: object) => changeQueue(pool, queue.name, changes),
    onSuccess: () => client.invalidateQueries({ queryKey: ["work-pool", pool] }),
    onError: (error) => showToast("failed", `${queue.name}: ${error.message}`),
  });
  return (
    <tr>
      <td className="col-priority">
        {queue.priority}
        <span className="queue-moves">
          <IconButton
            icon="arrowUp"
            label={`Serve ${queue.name} earlier`}
            onClick={() => queue.priority > 1 && change.mutate({ priority: queue.priority - 1 })}
          />
          <IconButton
            icon="arrowDown"
            label={`Serve ${queue.name} later`}
            onClick={() => change.mutate({ priority: queue.priority + 1 })}
          />
        </span>
      </td>
      <td>
        <Link
          to="/work-pools/work-pool/$name/queue/$queue"
          params={{ name: pool, queue: queue.name }}
          className="run-link"
          preload={false}
        >
          {queue.name}
        </Link>
        {queue.description ? <span className="muted"> {queue.description}</span> : null}
      </td>
      <td>
        <QueueStatus queue={queue} />
      </td>
      <td className="col-polled">
        <RelativeTime at={queue.last_polled} />
      </td>
      <td>
        <LimitUse limit={queue.concurrency_limit} active={queue.active_slots} />
      </td>
      <td>
        <Switch
          isOn={!queue.is_paused}
          label={`${queue.name} takes runs`}
          onChange={(isOn) => change.mutate({ is_paused: !isOn })}
        />
      </td>
      <td className="col-tools">
        <IconButton icon="edit" label={`Edit the queue ${queue.name}`} onClick={onEdit} />
      </td>
    </tr>
  );
}
