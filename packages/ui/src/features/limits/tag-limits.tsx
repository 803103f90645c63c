import type { TagLimit } from "@tutti/core/wire/concurrency-limit";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { request } from "../../api/http.ts";
import { Button, IconButton } from "../../components/button.tsx";
import { ConfirmDialog } from "../../components/confirm-dialog.tsx";
import { Empty, Failure } from "../../components/message.tsx";
import { showToast } from "../../components/toasts.tsx";
import { tagLimits } from "./limits-query.ts";
import { SlotUse } from "./slot-use.tsx";
import "../../components/table.css";
import "./limits.css";

/** How many tasks with a tag may run at once. */
export function TagLimits() {
  const limits = useQuery(tagLimits());
  const [doomed, setDoomed] = useState<TagLimit | null>(null);
  const client = useQueryClient();
  if (limits.isError) {
    return <Failure what="The limits could not be read" error={limits.error} onRetry={() => void limits.refetch()} />;
  }
  if (limits.isSuccess && limits.data.length === 0) {
    return (
      <Empty title="No tag is limited">
        <p>Limit a tag, and no more tasks with it run at once than it says, whatever flow they belong to.</p>
      </Empty>
    );
  }
  return (
    <div className="table-scroll" aria-busy={limits.isPending}>
      <table className="table limits-table" aria-label="Limits of task tags">
        <thead>
          <tr>
            <th>Tag</th>
            <th className="col-use">Task runs under way</th>
            <th className="col-reset">
              <span className="visually-hidden">Reset</span>
            </th>
            <th className="col-tools">
              <span className="visually-hidden">Delete</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {(limits.data ?? []).map((limit) => (
            <TagLimitRow key={limit.id} limit={limit} onDelete={() => setDoomed(limit)} />
          ))}
        </tbody>
      </table>
      {doomed === null ? null : (
        <ConfirmDialog
          title={`Delete the limit of ${doomed.tag}?`}
          action="Delete the limit"
          onClose={() => setDoomed(null)}
          onConfirm={async () => {
            await request(`/concurrency_limits/${doomed.id}`, { method: "DELETE" });
            await client.invalidateQueries({ queryKey: ["limits"] });
          }}
        >
          Tasks with this tag are no longer held back.
        </ConfirmDialog>
      )}
    </div>
  );
}

function TagLimitRow({ limit, onDelete }: { limit: TagLimit; onDelete: () => void }) {
  const client = useQueryClient();
  const resetting = useMutation({
    mutationFn: () =>
      request(`/concurrency_limits/tag/${encodeURIComponent(limit.tag)}/reset`, { method: "POST", body: {} }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["limits"] }),
    onError: (error) => showToast("failed", `${limit.tag}: ${error.message}`),
  });
  return (
    <tr>
      <td>
        <Link
          to="/concurrency-limits/concurrency-limit/$id"
          params={{ id: limit.id }}
          className="run-link"
          preload={false}
        >
          <span className="tag">{limit.tag}</span>
        </Link>
      </td>
      <td>
        <SlotUse taken={limit.active_slots.length} limit={limit.concurrency_limit} />
      </td>
      <td className="col-reset">
        {limit.active_slots.length === 0 ? null : (
          <Button look="quiet" isDisabled={resetting.isPending} onClick={() => resetting.mutate()}>
            Free all slots
          </Button>
        )}
      </td>
      <td className="col-tools">
        <IconButton icon="trash" label={`Delete the limit of ${limit.tag}`} onClick={onDelete} />
      </td>
    </tr>
  );
}
