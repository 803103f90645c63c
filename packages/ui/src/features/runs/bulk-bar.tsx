import type { RunRow } from "@tutti/core/wire/dashboard";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { cancelRuns, deleteRuns } from "../../api/run-actions.ts";
import { Button, IconButton } from "../../components/button.tsx";
import { ConfirmDialog } from "../../components/confirm-dialog.tsx";
import { isOver } from "./runs-request.ts";
import type { Selection } from "./use-selection.ts";

/** What can be done with the selected runs; not there while none is. */
export function BulkBar({ rows, selection }: { rows: RunRow[]; selection: Selection }) {
  const [question, setQuestion] = useState<"cancel" | "delete" | null>(null);
  const client = useQueryClient();
  const chosen = rows.filter((row) => selection.ids.has(row.id));
  if (chosen.length === 0) return null;
  const stoppable = chosen.filter((row) => !isOver(row.state_type));
  const finish = async () => {
    selection.clear();
    await client.invalidateQueries({ queryKey: ["runs"] });
  };
  const close = () => setQuestion(null);
  return (
    <section className="bulk-bar" aria-label="Selected runs">
      <output className="bulk-count">{chosen.length} selected</output>
      <Button icon="stop" isDisabled={stoppable.length === 0} onClick={() => setQuestion("cancel")}>
        Cancel…
      </Button>
      <Button icon="trash" onClick={() => setQuestion("delete")}>
        Delete…
      </Button>
      <IconButton icon="close" label="Select none" onClick={selection.clear} />
      {question === "cancel" ? (
        <ConfirmDialog
          title={`Cancel ${runsWord(stoppable.length)}?`}
          action={`Cancel ${runsWord(stoppable.length)}`}
          onClose={close}
          onConfirm={async () => {
            await cancelRuns(stoppable.map((row) => row.id));
            await finish();
          }}
        >
          What has not started is cancelled at once; what is running is asked to stop.
          <NameList rows={stoppable} />
        </ConfirmDialog>
      ) : null}
      {question === "delete" ? (
        <ConfirmDialog
          title={`Delete ${runsWord(chosen.length)}?`}
          action={`Delete ${runsWord(chosen.length)}`}
          onClose={close}
          onConfirm={async () => {
            await deleteRuns(chosen.map((row) => row.id));
            await finish();
          }}
        >
          Their task runs, logs and states go with them. This cannot be undone.
          <NameList rows={chosen} />
        </ConfirmDialog>
      ) : null}
    </section>
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

function runsWord(count: number): string {
  return count === 1 ? "1 run" : `${count} runs`;
}
