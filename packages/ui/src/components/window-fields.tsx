import { zoneName } from "../time/moment.ts";
import { fromLocalInput, toLocalInput } from "./schema-form/local-time.ts";
import "./form/form.css";
import "./window-fields.css";

interface WindowFieldsProps {
  since: string | undefined;
  until: string | undefined;
  /** Of an end alone; undefined opens it. */
  onChange: (ends: { since: string | undefined } | { until: string | undefined }) => void;
}

/** A time from … until …, as fields in the zone that is chosen. */
export function WindowFields({ since, until, onChange }: WindowFieldsProps) {
  return (
    <div className="window-fields">
      <WindowEnd word="From" at={since} onChange={(at) => onChange({ since: at })} />
      <WindowEnd word="Until" at={until} onChange={(at) => onChange({ until: at })} />
      <p className="window-zone">in {zoneAt(since ?? until)}</p>
    </div>
  );
}

/** Its name may be another in summer. */
function zoneAt(at: string | undefined): string {
  return zoneName(at === undefined ? Date.now() : Date.parse(at));
}

interface WindowEndProps {
  word: string;
  at: string | undefined;
  onChange: (at: string | undefined) => void;
}

function WindowEnd({ word, at, onChange }: WindowEndProps) {
  return (
    <label className="window-end">
      {word}
      <input
        className="input"
        type="datetime-local"
        step="1"
        value={at === undefined ? "" : toLocalInput(at)}
        onChange={(event) => onChange(event.target.value === "" ? undefined : fromLocalInput(event.target.value))}
      />
    </label>
  );
}
