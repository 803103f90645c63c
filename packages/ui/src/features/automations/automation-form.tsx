import type { Automation } from "@tutti/core/wire/automation";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { request } from "../../api/http.ts";
import { Button } from "../../components/button.tsx";
import { FieldErrors, FormField } from "../../components/form/form-field.tsx";
import { TextField } from "../../components/form/text-field.tsx";
import { JsonField } from "../../components/form/json-field.tsx";
import { TagsInput } from "../../components/form/tags-input.tsx";
import { showToast } from "../../components/toasts.tsx";
import { type AutomationDraft, bodyOf, draftOfAutomation, newAutomationDraft, TEMPLATES } from "./automation-draft.ts";

interface AutomationFormProps {
  /** Null for a new one. */
  automation: Automation | null;
}

function useAutomationForm(automation: Automation | null) {
  const [draft, setDraft] = useState(() =>
    automation === null ? newAutomationDraft() : draftOfAutomation(automation),
  );
  const client = useQueryClient();
  const navigate = useNavigate();
  const saving = useMutation({
    mutationFn: async () => {
      const body = bodyOf(draft, automation);
      if (automation === null) return (await request<Automation>("/automations/", { method: "POST", body })).id;
      await request(`/automations/${automation.id}`, { method: "PUT", body });
      return automation.id;
    },
    onSuccess: async (id) => {
      showToast("done", `${draft.name} is saved.`);
      await client.invalidateQueries({ queryKey: ["automations"] });
      await client.invalidateQueries({ queryKey: ["automation", id] });
      await navigate({ to: "/automations/automation/$id", params: { id } });
    },
  });
  const change = (changes: Partial<AutomationDraft>) => setDraft((known) => ({ ...known, ...changes }));
  return { draft, change, saving };
}

/** What happens, and what is done then: templates to begin with, and JSON, since a trigger may hold others. */
export function AutomationForm({ automation }: AutomationFormProps) {
  const { draft, change, saving } = useAutomationForm(automation);
  return (
    <div className="form-page">
      <form
        className="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          saving.mutate();
        }}
      >
        <NameFields draft={draft} onChange={change} />
        {automation === null ? <TemplateButtons onChange={change} /> : null}
        <JsonField
          isRequired
          label="Trigger"
          hint="What has to happen, or not to happen."
          value={draft.trigger}
          onChange={(trigger) => change({ trigger })}
        />
        <JsonField
          isRequired
          label="Actions"
          hint="A list: each is done in turn."
          value={draft.actions}
          onChange={(actions) => change({ actions })}
        />
        <FieldErrors errors={saving.isError ? saving.error.message.split("\n") : []} />
        <div className="form-actions">
          <Button type="submit" look="primary" isDisabled={draft.name.trim() === "" || saving.isPending}>
            {automation === null ? "Create the automation" : "Save"}
          </Button>
          <Link className="button button-plain" to="/automations">
            Cancel
          </Link>
        </div>
      </form>
    </div>
  );
}

interface NameFieldsProps {
  draft: AutomationDraft;
  onChange: (changes: Partial<AutomationDraft>) => void;
}

function NameFields({ draft, onChange }: NameFieldsProps) {
  return (
    <>
      <TextField label="Name" isRequired value={draft.name} onChange={(name) => onChange({ name })} />
      <TextField label="Description" value={draft.description} onChange={(description) => onChange({ description })} />
      <FormField label="Tags">
        {(control) => <TagsInput control={control} tags={draft.tags} onChange={(tags) => onChange({ tags })} />}
      </FormField>
    </>
  );
}

function TemplateButtons({ onChange }: { onChange: (changes: Partial<AutomationDraft>) => void }) {
  return (
    <fieldset className="template-buttons">
      <legend className="form-label">Begin with</legend>
      {Object.entries(TEMPLATES).map(([words, template]) => (
        <Button key={words} onClick={() => onChange(template)}>
          {words}
        </Button>
      ))}
    </fieldset>
  );
}
