import { FormField } from "./form-field.tsx";

interface TextFieldProps {
  label: string;
  hint?: string;
  value: string;
  onChange: (value: string) => void;
  isRequired?: boolean;
  isDisabled?: boolean;
  /** More than one makes room for so many lines of prose. */
  rows?: number;
}

/** A text with its label. */
export function TextField({ value, onChange, isDisabled = false, rows = 1, ...field }: TextFieldProps) {
  return (
    <FormField {...field}>
      {(control) =>
        rows === 1 ? (
          <input
            {...control}
            className="input"
            disabled={isDisabled}
            value={value}
            onChange={(event) => onChange(event.target.value)}
          />
        ) : (
          <textarea
            {...control}
            className="input input-prose"
            disabled={isDisabled}
            rows={rows}
            value={value}
            onChange={(event) => onChange(event.target.value)}
          />
        )
      }
    </FormField>
  );
}
