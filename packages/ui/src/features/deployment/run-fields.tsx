import { FormField } from "../../components/form/form-field.tsx";
import { JsonField } from "../../components/form/json-field.tsx";
import { NumberInput } from "../../components/form/number-input.tsx";
import { TagsInput } from "../../components/form/tags-input.tsx";
import { TextField } from "../../components/form/text-field.tsx";
import { fromLocalInput, toLocalInput } from "../../components/schema-form/local-time.ts";
import { zoneName } from "../../time/moment.ts";
import { useTenSeconds } from "../../time/ticker.ts";
import type { RunDraft } from "./run-draft.ts";

interface RunFieldsProps {
  draft: RunDraft;
  onChange: (changes: Partial<RunDraft>) => void;
}

/** When the run starts, how it is named, and what else it is given. */
export function RunFields({ draft, onChange }: RunFieldsProps) {
  return (
    <>
      <div className="form-row">
        <TextField
          label="Name"
          hint="One is made up when this is empty."
          value={draft.name}
          onChange={(name) => onChange({ name })}
        />
        <StartField startAt={draft.startAt} onChange={onChange} />
      </div>
      <FormField label="Tags" hint="In addition to the deployment’s.">
        {(control) => <TagsInput control={control} tags={draft.tags} onChange={(tags) => onChange({ tags })} />}
      </FormField>
      <TextField
        label="Message"
        hint="Why it is started: stands in its first state."
        value={draft.message}
        onChange={(message) => onChange({ message })}
      />
      <label className="check-line">
        <input
          type="checkbox"
          checked={draft.isEnforced}
          onChange={(event) => onChange({ isEnforced: event.target.checked })}
        />
        Hold the parameters against the schema
      </label>
      <details>
        <summary>Retries, queue and job variables</summary>
        <div className="form">
          <RetryFields draft={draft} onChange={onChange} />
          <TextField
            label="Work queue"
            hint="Empty for the deployment’s."
            value={draft.queue}
            onChange={(queue) => onChange({ queue })}
          />
          <JsonField
            label="Job variables"
            hint="JSON; overrides the pool’s."
            value={draft.jobVariables}
            onChange={(jobVariables) => onChange({ jobVariables })}
          />
        </div>
      </details>
    </>
  );
}

function StartField({ startAt, onChange }: { startAt: string; onChange: RunFieldsProps["onChange"] }) {
  const now = useTenSeconds();
  return (
    <FormField label="Start" hint={`Empty for now; in ${zoneName(now)}.`}>
      {(control) => (
        <input
          {...control}
          className="input"
          type="datetime-local"
          value={toLocalInput(startAt).slice(0, 16)}
          onChange={({ target: { value } }) => onChange({ startAt: value === "" ? "" : fromLocalInput(value) })}
        />
      )}
    </FormField>
  );
}

function RetryFields({ draft, onChange }: RunFieldsProps) {
  return (
    <div className="form-row">
      <FormField label="Retries">
        {(control) => (
          <NumberInput
            control={control}
            isInteger
            min={0}
            value={draft.retries}
            onChange={(retries) => onChange({ retries })}
          />
        )}
      </FormField>
      <FormField label="Seconds between them">
        {(control) => (
          <NumberInput
            control={control}
            isInteger
            min={0}
            value={draft.retryDelay}
            onChange={(retryDelay) => onChange({ retryDelay })}
          />
        )}
      </FormField>
    </div>
  );
}
