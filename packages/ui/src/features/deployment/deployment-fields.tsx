import { FormField } from "../../components/form/form-field.tsx";
import { TextField } from "../../components/form/text-field.tsx";
import { JsonField } from "../../components/form/json-field.tsx";
import { NumberInput } from "../../components/form/number-input.tsx";
import { TagsInput } from "../../components/form/tags-input.tsx";
import type { DeploymentDraft } from "./deployment-draft.ts";

interface DeploymentFieldsProps {
  draft: DeploymentDraft;
  pools: readonly string[];
  onChange: (changes: Partial<DeploymentDraft>) => void;
}

export function DeploymentFields({ draft, pools, onChange }: DeploymentFieldsProps) {
  return (
    <>
      <TextField
        label="Description"
        hint="Markdown."
        rows={4}
        value={draft.description}
        onChange={(description) => onChange({ description })}
      />
      <FormField label="Tags" hint="Its runs have them, too.">
        {(control) => <TagsInput control={control} tags={draft.tags} onChange={(tags) => onChange({ tags })} />}
      </FormField>
      <PlaceFields draft={draft} pools={pools} onChange={onChange} />
      <LimitFields draft={draft} onChange={onChange} />
      <JsonField
        label="Job variables"
        hint="JSON; overrides the pool’s."
        value={draft.jobVariables}
        onChange={(jobVariables) => onChange({ jobVariables })}
      />
      <label className="check-line">
        <input
          type="checkbox"
          checked={draft.isEnforced}
          onChange={(event) => onChange({ isEnforced: event.target.checked })}
        />
        Refuse runs whose parameters do not fit the schema
      </label>
    </>
  );
}

function PlaceFields({ draft, pools, onChange }: DeploymentFieldsProps) {
  const names = [...new Set([...pools, ...(draft.pool === "" ? [] : [draft.pool])])];
  return (
    <div className="form-row">
      <FormField label="Work pool">
        {(control) => (
          <select
            {...control}
            className="input"
            value={draft.pool}
            onChange={(event) => onChange({ pool: event.target.value, queue: "" })}
          >
            <option value="">none: a process serves it</option>
            {names.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        )}
      </FormField>
      <FormField label="Work queue" hint="Empty for the pool’s own.">
        {(control) => (
          <input
            {...control}
            className="input"
            disabled={draft.pool === ""}
            value={draft.queue}
            onChange={(event) => onChange({ queue: event.target.value })}
          />
        )}
      </FormField>
    </div>
  );
}

function LimitFields({ draft, onChange }: Omit<DeploymentFieldsProps, "pools">) {
  return (
    <div className="form-row">
      <FormField label="Runs at once" hint="Empty for as many as come.">
        {(control) => (
          <NumberInput
            control={control}
            isInteger
            min={1}
            value={draft.limit}
            onChange={(limit) => onChange({ limit })}
          />
        )}
      </FormField>
      <FormField label="One too many">
        {(control) => (
          <select
            {...control}
            className="input"
            disabled={draft.limit === undefined}
            value={draft.collision}
            onChange={(event) => onChange({ collision: event.target.value === "ENQUEUE" ? "ENQUEUE" : "CANCEL_NEW" })}
          >
            <option value="ENQUEUE">waits for its turn</option>
            <option value="CANCEL_NEW">is cancelled</option>
          </select>
        )}
      </FormField>
    </div>
  );
}
