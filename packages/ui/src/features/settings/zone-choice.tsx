import { useId } from "react";
import { usePreference } from "../../preferences/preference.ts";
import { zonePreference } from "../../preferences/zone.ts";

const NAMED = { local: "in this browser’s zone", UTC: "in UTC" } as const;

/** In which zone times are told: the browser's, UTC, or any other. */
export function ZoneChoice() {
  const id = useId();
  const zone = usePreference(zonePreference);
  return (
    <div className="preference">
      <span id={id} className="form-label">
        Times
      </span>
      <div className="choice-row" role="radiogroup" aria-labelledby={id}>
        {Object.entries(NAMED).map(([name, words]) => (
          <label key={name} className="check-line">
            <input type="radio" name={id} checked={zone === name} onChange={() => zonePreference.write(name)} />
            {words}
          </label>
        ))}
        <select
          className="input zone-select"
          aria-label="In another zone"
          value={zone in NAMED ? "" : zone}
          onChange={(event) => zonePreference.write(event.target.value || "local")}
        >
          <option value="">in another zone…</option>
          {Intl.supportedValuesOf("timeZone").map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
      </div>
    </div>
  );
}
