import { useState } from "react";
import type { ControlProps } from "./form-field.tsx";

interface NumberInputProps {
  control: ControlProps;
  value: number | undefined;
  /** Undefined when the field is empty. */
  onChange: (value: number | undefined) => void;
  isInteger?: boolean;
  min?: number;
  placeholder?: string;
}

export function NumberInput({ control, value, onChange, isInteger = false, min, placeholder }: NumberInputProps) {
  // What is typed stays as it is while it says the value: `1.` on the way to `1.5`.
  const [typed, setTyped] = useState("");
  const text = readNumber(typed) === value ? typed : String(value ?? "");
  return (
    <input
      {...control}
      className="input"
      type="number"
      step={isInteger ? 1 : "any"}
      min={min}
      placeholder={placeholder}
      value={text}
      onChange={(event) => {
        setTyped(event.target.value);
        onChange(readNumber(event.target.value));
      }}
    />
  );
}

function readNumber(text: string): number | undefined {
  return text.trim() === "" || Number.isNaN(Number(text)) ? undefined : Number(text);
}
