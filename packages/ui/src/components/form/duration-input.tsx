import { useState } from "react";
import type { ControlProps } from "./form-field.tsx";
import { NumberInput } from "./number-input.tsx";
import "./duration-input.css";

const UNITS = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 } as const;
type Unit = keyof typeof UNITS;

interface DurationInputProps {
  control: ControlProps;
  seconds: number;
  onChange: (seconds: number) => void;
}

/** A length of time as a count of a unit. */
export function DurationInput({ control, seconds, onChange }: DurationInputProps) {
  const [unit, setUnit] = useState<Unit>(() => fittingUnit(seconds));
  return (
    <div className="duration-input">
      <NumberInput
        control={control}
        min={0}
        value={seconds / UNITS[unit]}
        onChange={(count) => onChange((count ?? 0) * UNITS[unit])}
      />
      <select
        className="input"
        aria-label="Unit of time"
        value={unit}
        onChange={(event) => {
          const next = (Object.keys(UNITS) as Unit[]).find((known) => known === event.target.value) ?? "seconds";
          setUnit(next);
          onChange((seconds / UNITS[unit]) * UNITS[next]);
        }}
      >
        {Object.keys(UNITS).map((word) => (
          <option key={word}>{word}</option>
        ))}
      </select>
    </div>
  );
}

function fittingUnit(seconds: number): Unit {
  const units = (Object.keys(UNITS) as Unit[]).toReversed();
  return seconds === 0 ? "minutes" : (units.find((unit) => seconds % UNITS[unit] === 0) ?? "seconds");
}
