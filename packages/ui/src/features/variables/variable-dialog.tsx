import type { Variable } from "@tutti/core/wire/variable";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { request } from "../../api/http.ts";
import { Button } from "../../components/button.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { Form, SendFailure } from "../../components/form/form.tsx";
import { FormField } from "../../components/form/form-field.tsx";
import { TextField } from "../../components/form/text-field.tsx";
import { TagsInput } from "../../components/form/tags-input.tsx";
import { VariableUses } from "./variable-uses.tsx";
import { draftOfVariable, newVariableDraft, readVariable, type VariableDraft } from "./variable-draft.ts";

interface VariableDialogProps {
  /** Null for a new one. */
  variable: Variable | null;
  onClose: () => void;
}

export function VariableDialog({ variable, onClose }: VariableDialogProps) {
  const [draft, setDraft] = useState(() => (variable === null ? newVariableDraft() : draftOfVariable(variable)));
  const client = useQueryClient();
  const read = readVariable(draft);
  const saving = useMutation({
    mutationFn: async () => {
      if ("problem" in read) throw new Error(read.problem);
      if (variable === null) await request("/variables/", { method: "POST", body: read.body });
      else await request(`/variables/${variable.id}`, { method: "PATCH", body: read.body });
      await client.invalidateQueries({ queryKey: ["variables"] });
    },
    onSuccess: onClose,
  });
  return (
    <Dialog title={variable === null ? "Add a variable" : `Edit ${variable.name}`} onClose={onClose}>
      <Form onSend={() => saving.mutate()}>
        <VariableFields draft={draft} onChange={(changes) => setDraft((known) => ({ ...known, ...changes }))} />
        {variable === null ? null : <VariableUses id={variable.id} />}
        <SendFailure error={saving.error} />
        <div className="dialog-actions">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" isDisabled={draft.name === "" || saving.isPending}>
            {variable === null ? "Add the variable" : "Save the variable"}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}

interface VariableFieldsProps {
  draft: VariableDraft;
  onChange: (changes: Partial<VariableDraft>) => void;
}

function VariableFields({ draft, onChange }: VariableFieldsProps) {
  return (
    <>
      <TextField label="Name" isRequired value={draft.name} onChange={(name) => onChange({ name })} />
      <FormField label="Value">
        {(control) => (
          <textarea
            {...control}
            className="input"
            rows={draft.isJson ? 8 : 3}
            spellCheck={false}
            value={draft.text}
            onChange={(event) => onChange({ text: event.target.value })}
          />
        )}
      </FormField>
      <label className="check-line">
        <input
          type="checkbox"
          checked={draft.isJson}
          onChange={(event) => onChange({ isJson: event.target.checked })}
        />
        The value is JSON, not text
      </label>
      <FormField label="Tags">
        {(control) => <TagsInput control={control} tags={draft.tags} onChange={(tags) => onChange({ tags })} />}
      </FormField>
    </>
  );
}
