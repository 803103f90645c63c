import type { GlobalConcurrencyLimit } from "@tutti/core/wire/concurrency-limit";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { request } from "../../api/http.ts";
import { Button } from "../../components/button.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { Form, SendFailure } from "../../components/form/form.tsx";
import { FormField } from "../../components/form/form-field.tsx";
import { TextField } from "../../components/form/text-field.tsx";
import { NumberInput } from "../../components/form/number-input.tsx";

interface LimitDialogProps {
  /** Null for a new one. */
  limit: GlobalConcurrencyLimit | null;
  onClose: () => void;
}

export function LimitDialog({ limit, onClose }: LimitDialogProps) {
  const [name, setName] = useState(limit?.name ?? "");
  const [slots, setSlots] = useState<number | undefined>(limit?.limit ?? 1);
  const [decay, setDecay] = useState<number | undefined>(limit?.slot_decay_per_second ?? 0);
  const client = useQueryClient();
  const saving = useMutation({
    mutationFn: async () => {
      const body = { name: name.trim(), limit: slots, slot_decay_per_second: decay ?? 0 };
      if (limit === null) await request("/v2/concurrency_limits/", { method: "POST", body });
      else await request(`/v2/concurrency_limits/${limit.id}`, { method: "PATCH", body });
      await client.invalidateQueries({ queryKey: ["limits"] });
    },
    onSuccess: onClose,
  });
  return (
    <Dialog title={limit === null ? "Add a limit" : `Edit ${limit.name}`} onClose={onClose}>
      <Form onSend={() => saving.mutate()}>
        <TextField label="Name" isRequired value={name} onChange={setName} />
        <div className="form-row">
          <FormField label="Slots" isRequired>
            {(control) => <NumberInput control={control} isInteger min={0} value={slots} onChange={setSlots} />}
          </FormField>
          <FormField label="Freed per second" hint="0: slots are held until they are given back.">
            {(control) => <NumberInput control={control} min={0} value={decay} onChange={setDecay} />}
          </FormField>
        </div>
        <SendFailure error={saving.error} />
        <div className="dialog-actions">
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            look="primary"
            isDisabled={name.trim() === "" || slots === undefined || saving.isPending}
          >
            {limit === null ? "Add the limit" : "Save the limit"}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
