import { useCallback, useState } from "react";
import { FormField } from "./form-field.tsx";
import { JsonInput } from "./json-input.tsx";

interface JsonFieldProps {
  label: string;
  hint: string;
  value: unknown;
  onChange: (value: unknown) => void;
  isRequired?: boolean;
  /** Told why the text cannot be read, and null once it can. */
  onProblem?: (problem: string | null) => void;
  rows?: number;
}

/** JSON with its label, and what is wrong with it. */
export function JsonField({ value, onChange, onProblem, rows, ...field }: JsonFieldProps) {
  const [problem, setProblem] = useState<string | null>(null);
  const tell = useCallback(
    (text: string | null) => {
      setProblem(text);
      onProblem?.(text);
    },
    [onProblem],
  );
  return (
    <FormField {...field} errors={problem === null ? [] : [problem]}>
      {(control) => (
        <JsonInput
          control={control}
          value={value}
          onChange={onChange}
          onProblem={tell}
          {...(rows === undefined ? {} : { rows })}
        />
      )}
    </FormField>
  );
}
