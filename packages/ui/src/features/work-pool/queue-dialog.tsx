import type { WorkQueue } from "@tutti/core/wire/work-queue";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { changeQueue, createQueue, deleteQueue } from "../../api/work-pool-actions.ts";
import { Button } from "../../components/button.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { FieldErrors, FormField } from "../../components/form/form-field.tsx";
import { NumberInput } from "../../components/form/number-input.tsx";
import { changesOf, draftOfQueue, newQueueDraft, type QueueDraft } from "./queue-draft.ts";

interface QueueDialogProps {
  pool: string;
  /** Null for a new one. */
  queue: WorkQueue | null;
  onClose: () => void;
  /** Told the name it has afterwards, when that is another; null when it is gone. */
  onMoved?: (name: string | null) => void;
}

export function QueueDialog({ pool, queue, onClose, onMoved }: QueueDialogProps) {
  const [draft, setDraft] = useState<QueueDraft>(() => (queue === null ? newQueueDraft() : draftOfQueue(queue)));
  const client = useQueryClient();
  const reread = () => client.invalidateQueries({ queryKey: ["work-pool", pool] });
  const saving = useMutation({
    mutationFn: async () => {
      const body = changesOf(draft, queue);
      if (queue === null) await createQueue(pool, body);
      else await changeQueue(pool, queue.name, body);
      if (queue !== null && typeof body["name"] === "string") onMoved?.(body["name"]);
      await reread();
    },
    onSuccess: onClose,
  });
  const deleting = useMutation({
    mutationFn: async () => {
      if (queue !== null) await deleteQueue(pool, queue.name);
      onMoved?.(null);
      await reread();
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
      <FormField label="Name" isRequired>
        {(control) => (
          <input
            {...control}
            className="input"
            value={draft.name}
            onChange={(event) => onChange({ name: event.target.value })}
          />
        )}
      </FormField>
      <FormField label="Description">
        {(control) => (
          <input
            {...control}
            className="input"
            value={draft.description}
            onChange={(event) => onChange({ description: event.target.value })}
          />
        )}
      </FormField>
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
