import "./filter.css";

import type { ReactNode } from "react";

interface Choice {
  value: string;
  label: ReactNode;
}

interface ChecklistProps {
  choices: readonly Choice[];
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
}

/** Checkboxes for a filter of which several values may hold. */
export function Checklist({ choices, chosen, onChange }: ChecklistProps) {
  return choices.map(({ value, label }) => (
    <label key={value} className="checklist-item">
      <input
        type="checkbox"
        checked={chosen.includes(value)}
        onChange={(event) =>
          onChange(event.target.checked ? [...chosen, value] : chosen.filter((other) => other !== value))
        }
      />
      {label}
    </label>
  ));
}
