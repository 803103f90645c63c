import { useId, useState } from "react";
import { NumberInput } from "../../components/form/number-input.tsx";
import type { LengthRange } from "./length-search.ts";
import "../../components/form/form.css";
import "../../components/window-fields.css";

interface LengthFieldsProps {
  length: LengthRange;
  onChange: (length: LengthRange) => void;
}

/** From … to …, in seconds. What is no range, on the way to one, is kept here alone. */
export function LengthFields({ length, onChange }: LengthFieldsProps) {
  const [draft, setDraft] = useState(length);
  const change = (next: LengthRange) => {
    setDraft(next);
    if (isRange(next)) onChange(next);
  };
  return (
    <div className="window-fields">
      <LengthEnd word="From" seconds={draft.atLeast} onChange={(atLeast) => change({ ...draft, atLeast })} />
      <LengthEnd word="To" seconds={draft.below} onChange={(below) => change({ ...draft, below })} />
      <p className="window-zone">in seconds</p>
    </div>
  );
}

function isRange({ atLeast, below }: LengthRange): boolean {
  return atLeast === null || below === null || atLeast < below;
}

interface LengthEndProps {
  word: string;
  seconds: number | null;
  onChange: (seconds: number | null) => void;
}

function LengthEnd({ word, seconds, onChange }: LengthEndProps) {
  const control = { id: useId(), "aria-describedby": undefined, "aria-invalid": undefined, "aria-required": undefined };
  return (
    <label className="window-end" htmlFor={control.id}>
      {word}
      <NumberInput
        control={control}
        min={0}
        value={seconds ?? undefined}
        onChange={(value) => onChange(value === undefined || value < 0 ? null : value)}
      />
    </label>
  );
}
