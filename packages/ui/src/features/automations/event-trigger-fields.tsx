import type { EventTriggerForm } from "@tutti/core/automation/trigger-form";
import { DurationInput } from "../../components/form/duration-input.tsx";
import { FormField } from "../../components/form/form-field.tsx";
import { NumberInput } from "../../components/form/number-input.tsx";
import { TagsInput } from "../../components/form/tags-input.tsx";

interface EventTriggerFieldsProps {
  form: EventTriggerForm;
  onChange: (form: EventTriggerForm) => void;
}

/** Events by their names, that happen or do not. */
export function EventTriggerFields({ form, onChange }: EventTriggerFieldsProps) {
  const change = (changes: Partial<EventTriggerForm>) => onChange({ ...form, ...changes });
  return (
    <>
      <NamesField
        label="Events"
        hint="Names with commas between them; * stands for any ending. Empty for every event."
        names={form.expect}
        placeholder="prefect.flow-run.Failed, my-app.*"
        onChange={(expect) => change({ expect })}
      />
      <NamesField
        label="Of resources"
        hint="Ids with commas between them; * stands for any ending. Empty for every one."
        names={form.resources}
        placeholder="prefect.flow-run.*"
        onChange={(resources) => change({ resources })}
      />
      <div className="choice-row" role="radiogroup" aria-label="Happens or not">
        {[false, true].map((isAbsence) => (
          <label key={String(isAbsence)} className="check-line">
            <input
              type="radio"
              name="absence"
              checked={form.isAbsence === isAbsence}
              onChange={() => change({ isAbsence, withinSeconds: isAbsence ? Math.max(60, form.withinSeconds) : 0 })}
            />
            {isAbsence ? "does not happen" : "happens"}
          </label>
        ))}
      </div>
      <NamesField
        label="After"
        hint="Counts from when one of these events happened. Empty for from now on."
        names={form.after}
        placeholder=""
        onChange={(after) => change({ after })}
      />
      <HowOften form={form} onChange={change} />
    </>
  );
}

interface NamesFieldProps {
  label: string;
  hint: string;
  names: readonly string[];
  placeholder: string;
  onChange: (names: string[]) => void;
}

function NamesField({ label, hint, names, placeholder, onChange }: NamesFieldProps) {
  return (
    <FormField label={label} hint={hint}>
      {(control) => <TagsInput control={control} tags={names} placeholder={placeholder} onChange={onChange} />}
    </FormField>
  );
}

interface HowOftenProps {
  form: EventTriggerForm;
  onChange: (changes: Partial<EventTriggerForm>) => void;
}

function HowOften({ form, onChange }: HowOftenProps) {
  return (
    <>
      <div className="form-row">
        <FormField label="Times">
          {(control) => (
            <NumberInput
              control={control}
              isInteger
              min={1}
              value={form.threshold}
              onChange={(threshold) => onChange({ threshold: threshold ?? 1 })}
            />
          )}
        </FormField>
        <FormField label="Within">
          {(control) => (
            <DurationInput
              control={control}
              seconds={form.withinSeconds}
              onChange={(withinSeconds) => onChange({ withinSeconds })}
            />
          )}
        </FormField>
      </div>
      <label className="check-line">
        <input type="checkbox" checked={form.isEach} onChange={(event) => onChange({ isEach: event.target.checked })} />
        Counts for each resource on its own
      </label>
    </>
  );
}
