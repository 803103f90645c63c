import { useId } from "react";
import { chooseColours, COLOURS, coloursPreference } from "../../preferences/colours.ts";
import { shortcutsPreference } from "../../preferences/layout.ts";
import { type Preference, usePreference } from "../../preferences/preference.ts";
import { chooseTheme, themePreference, THEMES } from "../../preferences/theme.ts";
import { ZoneChoice } from "./zone-choice.tsx";

/** What is kept in this browser: it holds at once. */
export function PreferenceFields() {
  return (
    <div className="preferences">
      <Choice
        label="Theme"
        preference={themePreference}
        choices={THEMES}
        words={{ system: "as the system", light: "light", dark: "dark" }}
        onChoose={chooseTheme}
      />
      <Choice
        label="Colours of states"
        preference={coloursPreference}
        choices={COLOURS}
        words={{ usual: "usual", distinct: "without red and green" }}
        onChoose={chooseColours}
      />
      <ZoneChoice />
      <Choice
        label="Single keys as shortcuts"
        preference={shortcutsPreference}
        choices={["on", "off"]}
        words={{ on: "on", off: "off" }}
        onChoose={(state) => shortcutsPreference.write(state)}
      />
    </div>
  );
}

interface ChoiceProps<T extends string> {
  label: string;
  preference: Preference<T>;
  choices: readonly T[];
  words: Record<T, string>;
  onChoose: (choice: T) => void;
}

function Choice<T extends string>({ label, preference, choices, words, onChoose }: ChoiceProps<T>) {
  const id = useId();
  const chosen = usePreference(preference);
  return (
    <div className="preference">
      <span id={id} className="form-label">
        {label}
      </span>
      <div className="choice-row" role="radiogroup" aria-labelledby={id}>
        {choices.map((choice) => (
          <label key={choice} className="check-line">
            <input type="radio" name={id} checked={choice === chosen} onChange={() => onChoose(choice)} />
            {words[choice]}
          </label>
        ))}
      </div>
    </div>
  );
}
