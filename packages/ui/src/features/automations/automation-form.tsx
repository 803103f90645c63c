import { actionsOf } from "@tutti/core/automation/action-form";
import { triggerOf } from "@tutti/core/automation/trigger-form";
import type { Automation } from "@tutti/core/wire/automation";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { request } from "../../api/http.ts";
import { Button } from "../../components/button.tsx";
import { Form } from "../../components/form/form.tsx";
import { FieldErrors, FormField } from "../../components/form/form-field.tsx";
import { TagsInput } from "../../components/form/tags-input.tsx";
import { TextField } from "../../components/form/text-field.tsx";
import { showToast } from "../../components/toasts.tsx";
import { ActionsEditor } from "./actions-editor.tsx";
import {
  type AutomationDraft,
  bodyOf,
  draftOfAutomation,
  gapOf,
  newAutomationDraft,
  TEMPLATES,
} from "./automation-draft.ts";
import { EventPreview } from "./event-preview.tsx";
import { FormOrJson } from "./form-or-json.tsx";
import { TriggerFields } from "./trigger-fields.tsx";
import { formOf } from "./trigger-form.ts";

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

/** What happens, what is done then, and how the automation is called; each as a form, or as JSON where no form fits. */
export function AutomationForm({ automation }: AutomationFormProps) {
  const { draft, change, saving } = useAutomationForm(automation);
  return (
    <div className="form-page">
      <Form onSend={() => saving.mutate()}>
        <TriggerSection draft={draft} onChange={change} isNew={automation === null} />
        <ActionsSection draft={draft} onChange={change} />
        <section className="form-section">
          <h2 className="form-section-title">3. Name</h2>
          <NameFields draft={draft} onChange={change} />
        </section>
        <FieldErrors errors={saving.isError ? saving.error.message.split("\n") : []} />
        <div className="form-actions">
          <Button type="submit" look="primary" isDisabled={gapOf(draft) !== null || saving.isPending}>
            {automation === null ? "Create the automation" : "Save"}
          </Button>
          <Link className="button button-plain" to="/automations">
            Cancel
          </Link>
        </div>
        <output className="muted">{gapOf(draft)}</output>
      </Form>
    </div>
  );
}

interface SectionProps {
  draft: AutomationDraft;
  onChange: (changes: Partial<AutomationDraft>) => void;
}

function TriggerSection({ draft, onChange, isNew }: SectionProps & { isNew: boolean }) {
  const form = formOf(draft.trigger);
  return (
    <section className="form-section">
      <h2 className="form-section-title">1. When</h2>
      {isNew ? <TemplateButtons onChange={onChange} /> : null}
      <FormOrJson
        label="Trigger"
        hint="What has to happen, or not to happen."
        value={draft.trigger}
        onChange={(trigger) => onChange({ trigger })}
        form={
          form === null ? null : (
            <TriggerFields form={form} onChange={(next) => onChange({ trigger: triggerOf(next) })} />
          )
        }
      />
      <EventPreview trigger={draft.trigger} />
    </section>
  );
}

function ActionsSection({ draft, onChange }: SectionProps) {
  const actions = actionsOf(draft.actions);
  return (
    <section className="form-section">
      <h2 className="form-section-title">2. Then</h2>
      <FormOrJson
        label="Actions"
        hint="A list: each is done in turn."
        value={draft.actions}
        onChange={(next) => onChange({ actions: next })}
        form={
          actions === null ? null : <ActionsEditor actions={actions} onChange={(next) => onChange({ actions: next })} />
        }
      />
    </section>
  );
}

function NameFields({ draft, onChange }: SectionProps) {
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
