import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { request } from "../../api/http.ts";
import { Button } from "../../components/button.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { Form, SendFailure } from "../../components/form/form.tsx";
import { FormField } from "../../components/form/form-field.tsx";
import { TextField } from "../../components/form/text-field.tsx";
import { NumberInput } from "../../components/form/number-input.tsx";

/** Limits a tag; of one that is limited already, the limit is changed. */
export function TagLimitDialog({ onClose }: { onClose: () => void }) {
  const [tag, setTag] = useState("");
  const [limit, setLimit] = useState<number | undefined>(1);
  const client = useQueryClient();
  const saving = useMutation({
    mutationFn: async () => {
      await request("/concurrency_limits/", { method: "POST", body: { tag: tag.trim(), concurrency_limit: limit } });
      await client.invalidateQueries({ queryKey: ["limits"] });
    },
    onSuccess: onClose,
  });
  return (
    <Dialog title="Limit a tag" onClose={onClose}>
      <Form onSend={() => saving.mutate()}>
        <TextField label="Tag" isRequired value={tag} onChange={setTag} />
        <FormField label="Task runs at once" isRequired>
          {(control) => <NumberInput control={control} isInteger min={0} value={limit} onChange={setLimit} />}
        </FormField>
        <SendFailure error={saving.error} />
        <div className="dialog-actions">
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            look="primary"
            isDisabled={tag.trim() === "" || limit === undefined || saving.isPending}
          >
            Limit the tag
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
