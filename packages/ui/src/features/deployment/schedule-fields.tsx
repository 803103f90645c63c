import { useId } from "react";
import { FormField } from "../../components/form/form-field.tsx";
import { TextField } from "../../components/form/text-field.tsx";
import { NumberInput } from "../../components/form/number-input.tsx";
import { fromLocalInput, toLocalInput } from "../../components/schema-form/local-time.ts";
import { INTERVAL_UNITS, type IntervalUnit, type ScheduleDraft } from "../../schedule/schedule-draft.ts";

interface ScheduleFieldsProps {
  draft: ScheduleDraft;
  onChange: (changes: Partial<ScheduleDraft>) => void;
}

const KINDS = { cron: "Cron", interval: "Interval", rrule: "RRule" } as const;
const KIND_NAMES = ["cron", "interval", "rrule"] as const;

export function ScheduleFields({ draft, onChange }: ScheduleFieldsProps) {
  const name = useId();
  return (
    <>
      <div role="radiogroup" aria-label="Kind of schedule" className="choice-row">
        {KIND_NAMES.map((kind) => (
          <label key={kind} className="check-line">
            <input type="radio" name={name} checked={draft.kind === kind} onChange={() => onChange({ kind })} />
            {KINDS[kind]}
          </label>
        ))}
      </div>
      {draft.kind === "cron" ? <CronFields draft={draft} onChange={onChange} /> : null}
      {draft.kind === "interval" ? <IntervalFields draft={draft} onChange={onChange} /> : null}
      {draft.kind === "rrule" ? (
        <TextField
          label="Rule"
          hint="As calendars write it, e.g. FREQ=WEEKLY;BYDAY=MO,TH;BYHOUR=9"
          rows={3}
          value={draft.rrule}
          onChange={(rrule) => onChange({ rrule })}
        />
      ) : null}
      <TimezoneField timezone={draft.timezone} onChange={(timezone) => onChange({ timezone })} />
    </>
  );
}

function CronFields({ draft, onChange }: ScheduleFieldsProps) {
  return (
    <FormField label="Cron" hint="Minute, hour, day of the month, month, day of the week">
      {(control) => (
        <>
          <input
            {...control}
            className="input mono"
            spellCheck={false}
            value={draft.cron}
            onChange={(event) => onChange({ cron: event.target.value })}
          />
          <label className="check-line">
            <input
              type="checkbox"
              checked={!draft.dayOr}
              onChange={(event) => onChange({ dayOr: !event.target.checked })}
            />
            Where both days are given, both must hold
          </label>
        </>
      )}
    </FormField>
  );
}

const UNITS: IntervalUnit[] = ["seconds", ...(Object.keys(INTERVAL_UNITS) as IntervalUnit[])];

function IntervalFields({ draft, onChange }: ScheduleFieldsProps) {
  return (
    <div className="form-row">
      <FormField label="Every">
        {(control) => (
          <NumberInput control={control} min={0} value={draft.count} onChange={(count) => onChange({ count })} />
        )}
      </FormField>
      <FormField label="Unit">
        {(control) => (
          <select
            {...control}
            className="input"
            value={draft.unit}
            onChange={(event) => onChange({ unit: event.target.value as IntervalUnit })}
          >
            {UNITS.map((unit) => (
              <option key={unit}>{unit}</option>
            ))}
          </select>
        )}
      </FormField>
      <FormField label="Counted from">
        {(control) => (
          <input
            {...control}
            type="datetime-local"
            step={1}
            className="input"
            value={toLocalInput(draft.anchor)}
            onChange={(event) =>
              onChange({ anchor: event.target.value === "" ? "" : fromLocalInput(event.target.value) })
            }
          />
        )}
      </FormField>
    </div>
  );
}

function TimezoneField({ timezone, onChange }: { timezone: string; onChange: (timezone: string) => void }) {
  const id = useId();
  return (
    <FormField label="Time zone">
      {(control) => (
        <>
          <input
            {...control}
            className="input"
            list={id}
            spellCheck={false}
            value={timezone}
            onChange={(event) => onChange(event.target.value)}
          />
          <datalist id={id}>
            {["UTC", ...Intl.supportedValuesOf("timeZone")].map((zone) => (
              <option key={zone} value={zone} />
            ))}
          </datalist>
        </>
      )}
    </FormField>
  );
}
