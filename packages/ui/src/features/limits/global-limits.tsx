import type { GlobalConcurrencyLimit } from "@tutti/core/wire/concurrency-limit";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { request } from "../../api/http.ts";
import { IconButton } from "../../components/button.tsx";
import { ConfirmDialog } from "../../components/confirm-dialog.tsx";
import { Empty, Failure } from "../../components/message.tsx";
import { Switch } from "../../components/switch.tsx";
import { showToast } from "../../components/toasts.tsx";
import { LimitDialog } from "./limit-dialog.tsx";
import { globalLimits } from "./limits-query.ts";
import { ownLimits } from "./limits-search.ts";
import { SlotUse } from "./slot-use.tsx";
import "../../components/table.css";
import "./limits.css";

/** Limits that code asks for by name. */
export function GlobalLimits() {
  const limits = useQuery(globalLimits());
  const [edited, setEdited] = useState<GlobalConcurrencyLimit | null>(null);
  const [doomed, setDoomed] = useState<GlobalConcurrencyLimit | null>(null);
  const client = useQueryClient();
  const rows = ownLimits(limits.data ?? []);
  if (limits.isError) {
    return <Failure what="The limits could not be read" error={limits.error} onRetry={() => void limits.refetch()} />;
  }
  if (limits.isSuccess && rows.length === 0) {
    return (
      <Empty title="No limits yet">
        <p>
          A limit has a name and slots. Code that takes a slot waits until one is free; with a decay it limits a rate.
        </p>
      </Empty>
    );
  }
  return (
    <div className="table-scroll" aria-busy={limits.isPending}>
      <table className="table limits-table" aria-label="Global concurrency limits">
        <thead>
          <tr>
            <th>Limit</th>
            <th className="col-use">Slots taken</th>
            <th className="col-decay">Freed per second</th>
            <th className="col-switch">Active</th>
            <th className="col-tools">
              <span className="visually-hidden">Change</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((limit) => (
            <LimitRow key={limit.id} limit={limit} onEdit={() => setEdited(limit)} onDelete={() => setDoomed(limit)} />
          ))}
        </tbody>
      </table>
      {edited === null ? null : <LimitDialog limit={edited} onClose={() => setEdited(null)} />}
      {doomed === null ? null : (
        <ConfirmDialog
          title={`Delete ${doomed.name}?`}
          action="Delete the limit"
          onClose={() => setDoomed(null)}
          onConfirm={async () => {
            await request(`/v2/concurrency_limits/${doomed.id}`, { method: "DELETE" });
            await client.invalidateQueries({ queryKey: ["limits"] });
          }}
        >
          What asks for its slots is no longer held back.
        </ConfirmDialog>
      )}
    </div>
  );
}

interface LimitRowProps {
  limit: GlobalConcurrencyLimit;
  onEdit: () => void;
  onDelete: () => void;
}

function LimitRow({ limit, onEdit, onDelete }: LimitRowProps) {
  const client = useQueryClient();
  const switching = useMutation({
    mutationFn: (active: boolean) =>
      request(`/v2/concurrency_limits/${limit.id}`, { method: "PATCH", body: { active } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["limits"] }),
    onError: (error) => showToast("failed", `${limit.name}: ${error.message}`),
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
          {limit.name}
        </Link>
      </td>
      <td>
        <SlotUse taken={limit.active_slots} limit={limit.limit} />
      </td>
      <td className="col-decay">{limit.slot_decay_per_second === 0 ? "–" : limit.slot_decay_per_second}</td>
      <td className="col-switch">
        <Switch
          isOn={switching.isPending ? switching.variables : limit.active}
          label={`${limit.name} holds back`}
          onChange={(isOn) => switching.mutate(isOn)}
        />
      </td>
      <td className="col-tools">
        <IconButton icon="edit" label={`Edit ${limit.name}`} onClick={onEdit} />
        <IconButton icon="trash" label={`Delete ${limit.name}`} onClick={onDelete} />
      </td>
    </tr>
  );
}
