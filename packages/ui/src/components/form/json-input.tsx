import { parseExact } from "@tutti/core/exact-json";
import { useEffect, useRef, useState } from "react";
import { isSame } from "../schema-form/form-values.ts";
import type { ControlProps } from "./form-field.tsx";

interface JsonInputProps {
  control: ControlProps;
  /** Undefined for nothing. */
  value: unknown;
  /** Called with what was read; not while the text is no JSON. */
  onChange: (value: unknown) => void;
  /** Called with why the text cannot be read, and with null once it can. */
  onProblem: (problem: string | null) => void;
  rows?: number;
}

/** JSON as text. What is typed stays, also while it is none yet. */
export function JsonInput({ control, value, onChange, onProblem, rows }: JsonInputProps) {
  const [text, setText] = useState(() => textOf(value));
  const held = useRef(value);
  useEffect(() => {
    if (isSame(value, held.current)) return;
    held.current = value;
    setText(textOf(value));
    onProblem(null);
  }, [value, onProblem]);
  const change = (next: string) => {
    setText(next);
    try {
      const read: unknown = next.trim() === "" ? undefined : parseExact(next);
      held.current = read;
      onProblem(null);
      onChange(read);
    } catch (error) {
      onProblem(`This is no JSON: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  const lines = Math.min(24, Math.max(3, text.split("\n").length + 1));
  return (
    <textarea
      {...control}
      className="input"
      rows={rows ?? lines}
      spellCheck={false}
      value={text}
      onChange={(event) => change(event.target.value)}
    />
  );
}

function textOf(value: unknown): string {
  return value === undefined ? "" : JSON.stringify(value, null, 2);
}
