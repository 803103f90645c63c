import {
  type StateTrigger,
  type TriggerForm,
  triggerGap,
  type Watched,
  WATCHED,
} from "@tutti/core/automation/trigger-form";
import { useId } from "react";
import { Checklist } from "../../components/checklist.tsx";
import { DurationInput } from "../../components/form/duration-input.tsx";
import { FieldErrors, FormField } from "../../components/form/form-field.tsx";
import { EventTriggerFields } from "./event-trigger-fields.tsx";
import { useObjectOptions } from "./object-options.ts";
import { ObjectSelect } from "./object-select.tsx";
import { FIRST_EVENT_TRIGGER, FIRST_TRIGGER } from "./trigger-form.ts";
import { stateName } from "./automation-words.ts";

interface TriggerFieldsProps {
  form: TriggerForm;
  onChange: (form: TriggerForm) => void;
}

/** When the automation acts. */
export function TriggerFields({ form, onChange }: TriggerFieldsProps) {
  const watched = form.kind === "state" ? form.watched : "event";
  const choose = (next: Watched | "event") => {
    if (next === watched) return;
    if (next === "event") onChange(FIRST_EVENT_TRIGGER);
    else
      onChange({ ...FIRST_TRIGGER, watched: next, states: next === "flow-run" ? FIRST_TRIGGER.states : ["not-ready"] });
  };
  const gap = triggerGap(form);
  return (
    <>
      <FormField label="When">
        {(control) => (
          <select
            {...control}
            className="input"
            value={watched}
            onChange={(event) => choose(event.target.value as Watched | "event")}
          >
            {Object.entries(WATCHED).map(([kind, { words }]) => (
              <option key={kind} value={kind}>
                {words} enters or stays in a state
              </option>
            ))}
            <option value="event">an event happens, or does not</option>
          </select>
        )}
      </FormField>
      {form.kind === "state" ? (
        <StateFields form={form} onChange={onChange} />
      ) : (
        <EventTriggerFields form={form} onChange={onChange} />
      )}
      <FieldErrors errors={gap === null ? [] : [gap]} />
    </>
  );
}

function StateFields({ form, onChange }: { form: StateTrigger; onChange: (form: StateTrigger) => void }) {
  const id = useId();
  const kind = form.watched === "flow-run" ? "flow" : form.watched;
  const options = useObjectOptions(kind);
  const noun = kind.replace("-", " ");
  return (
    <>
      <fieldset className="state-choice" aria-labelledby={id}>
        <legend id={id} className="form-label">
          States
        </legend>
        <Checklist
          choices={WATCHED[form.watched].states.map((state) => ({ value: state, label: stateName(state) }))}
          chosen={form.states}
          onChange={(states) => onChange({ ...form, states })}
        />
      </fieldset>
      <ObjectSelect
        label={kind === "flow" ? "Runs of" : "Which"}
        options={options}
        none={`every ${noun}`}
        chosen={form.only}
        onChoose={(only) => onChange({ ...form, only })}
      />
      <FormField label="For at least" hint="0: as soon as it is so. Else once it has stayed so for this long.">
        {(control) => (
          <DurationInput
            control={control}
            seconds={form.staysSeconds}
            onChange={(staysSeconds) => onChange({ ...form, staysSeconds })}
          />
        )}
      </FormField>
    </>
  );
}
