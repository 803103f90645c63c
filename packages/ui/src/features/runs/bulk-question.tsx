import type { RunRow } from "@tutti/core/wire/dashboard";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ConfirmDialog } from "../../components/confirm-dialog.tsx";
import { BULK_ACTIONS, type BulkAction, runsWord, underWay } from "./bulk-actions.ts";

interface BulkQuestionProps {
  action: BulkAction;
  chosen: RunRow[];
  onDone: () => void;
  onClose: () => void;
}

/** Names the runs that something is about to be done with, and what that means for them. */
export function BulkQuestion({ action, chosen, onDone, onClose }: BulkQuestionProps) {
  const client = useQueryClient();
  // As they were when it was asked: by the time they are told to be cancelled, none might be left to cancel.
  const [rows] = useState(() => action.concerns(chosen));
  const title = action.title(runsWord(rows.length));
  const act = async () => {
    await action.act(rows.map(({ id }) => id));
    onDone();
    await client.invalidateQueries({ queryKey: ["runs"] });
  };
  return (
    <ConfirmDialog title={`${title}?`} action={title} look={action.look} onClose={onClose} onConfirm={act}>
      {action.words}
      {action === BULK_ACTIONS.remove ? <StillRunning count={underWay(rows).length} /> : null}
      <NameList rows={rows} />
    </ConfirmDialog>
  );
}

/** Deleting a run stops no process. */
function StillRunning({ count }: { count: number }) {
  if (count === 0) return null;
  return (
    <p>
      <strong>{count === 1 ? "1 of them is under way" : `${count.toLocaleString("en")} of them are under way`}</strong>{" "}
      and would go on without a record: cancel first what should stop.
    </p>
  );
}

const NAMED = 6;

function NameList({ rows }: { rows: RunRow[] }) {
  return (
    <ul className="confirm-list">
      {rows.slice(0, NAMED).map((row) => (
        <li key={row.id} className="truncate">
          {row.flow_name} / {row.name}
        </li>
      ))}
      {rows.length > NAMED ? <li className="muted">and {rows.length - NAMED} more</li> : null}
    </ul>
  );
}
