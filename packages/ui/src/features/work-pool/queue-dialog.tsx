import type { WorkQueue } from "@tutti/core/wire/work-queue";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { changeQueue, createQueue, deleteQueue } from "../../api/work-pool-actions.ts";
import { Button } from "../../components/button.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { FieldErrors, FormField } from "../../components/form/form-field.tsx";
import { TextField } from "../../components/form/text-field.tsx";
import { NumberInput } from "../../components/form/number-input.tsx";
import { changesOf, draftOfQueue, newQueueDraft, type QueueDraft } from "./queue-draft.ts";

interface QueueDialogProps {
  pool: string;
  /** Null for a new one. */
  queue: WorkQueue | null;
  onClose: () => void;
  /** Told the name it has afterwards, when that is another; null when it is gone. */
  onMoved?: (name: string | null) => Promise<void>;
}

export function QueueDialog({ pool, queue, onClose, onMoved }: QueueDialogProps) {
  const [draft, setDraft] = useState<QueueDraft>(() => (queue === null ? newQueueDraft() : draftOfQueue(queue)));
  const client = useQueryClient();
  const queryKey = ["work-pool", pool];
  // The page of a queue that has another name now, or none, is left: there is nothing to be read for it.
  const leave = async (name: string | null) => {
    if (onMoved === undefined) await client.invalidateQueries({ queryKey });
    else {
      await client.invalidateQueries({ queryKey, refetchType: "none" });
      await onMoved(name);
    }
  };
  const saving = useMutation({
    mutationFn: async () => {
      const body = changesOf(draft, queue);
      if (queue === null) await createQueue(pool, body);
      else await changeQueue(pool, queue.name, body);
      if (queue !== null && typeof body["name"] === "string") await leave(body["name"]);
      else await client.invalidateQueries({ queryKey });
    },
    onSuccess: onClose,
  });
  const deleting = useMutation({
    mutationFn: async () => {
      if (queue !== null) await deleteQueue(pool, queue.name);
      await leave(null);
    },
    onSuccess: onClose,
  });
  const error = saving.error ?? deleting.error;
  return (
    <Dialog title={queue === null ? "Create a queue" : `Edit ${queue.name}`} onClose={onClose}>
      <div className="form">
        <QueueFields draft={draft} onChange={(changes) => setDraft((known) => ({ ...known, ...changes }))} />
        <FieldErrors errors={error === null ? [] : [error.message]} />
      </div>
      <div className="dialog-actions">
        {queue === null || queue.name === "default" ? null : (
          <span className="dialog-aside">
            <Button icon="trash" look="quiet" isDisabled={deleting.isPending} onClick={() => deleting.mutate()}>
              Delete the queue
            </Button>
          </span>
        )}
        <Button onClick={onClose}>Cancel</Button>
        <Button
          look="primary"
          isDisabled={draft.name.trim() === "" || saving.isPending}
          onClick={() => saving.mutate()}
        >
          {queue === null ? "Create the queue" : "Save the queue"}
        </Button>
      </div>
    </Dialog>
  );
}

interface QueueFieldsProps {
  draft: QueueDraft;
  onChange: (changes: Partial<QueueDraft>) => void;
}

function QueueFields({ draft, onChange }: QueueFieldsProps) {
  return (
    <>
      <TextField label="Name" isRequired value={draft.name} onChange={(name) => onChange({ name })} />
      <TextField label="Description" value={draft.description} onChange={(description) => onChange({ description })} />
      <div className="form-row">
        <FormField label="Priority" hint="1 is served first; empty for the next free.">
          {(control) => (
            <NumberInput
              control={control}
              isInteger
              min={1}
              value={draft.priority}
              onChange={(priority) => onChange({ priority })}
            />
          )}
        </FormField>
        <FormField label="Runs at once" hint="Empty for as many as the pool takes.">
          {(control) => (
            <NumberInput
              control={control}
              isInteger
              min={0}
              value={draft.limit}
              onChange={(limit) => onChange({ limit })}
            />
          )}
        </FormField>
      </div>
    </>
  );
}
