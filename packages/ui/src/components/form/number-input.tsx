import { useState } from "react";
import { isSame } from "../schema-form/form-values.ts";
import type { ControlProps } from "./form-field.tsx";
import { readExactNumber, readNumber } from "./read-number.ts";

interface NumberInputProps<T> {
  control: ControlProps;
  value: T | undefined;
  /** Undefined when the field is empty. */
  onChange: (value: T | undefined) => void;
  isInteger?: boolean;
  min?: number;
  placeholder?: string;
}

export function NumberInput(props: NumberInputProps<number>) {
  return <DigitsInput {...props} read={readNumber} />;
}

/** A number of people's own JSON: what is typed is what is sent, `5.0` and more digits than JavaScript counts with. */
export function ExactNumberInput(props: NumberInputProps<unknown>) {
  return <DigitsInput {...props} read={readExactNumber} />;
}

interface DigitsInputProps<T> extends NumberInputProps<T> {
  read: (text: string) => T | undefined;
}

function DigitsInput<T>(props: DigitsInputProps<T>) {
  const { control, value, onChange, read, isInteger = false, min, placeholder } = props;
  // What is typed stays as it is while it says the value: `1.` on the way to `1.5`.
  const [typed, setTyped] = useState("");
  const text = isSame(read(typed), value) ? typed : (JSON.stringify(value) ?? "");
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
        onChange(read(event.target.value));
      }}
    />
  );
}
