import { type ReactNode, useId, useState } from "react";
import { JsonField } from "../../components/form/json-field.tsx";

interface FormOrJsonProps {
  label: string;
  hint: string;
  value: unknown;
  onChange: (value: unknown) => void;
  /** Null for a value that no form shows. */
  form: ReactNode;
}

/** A value as a form, or as the JSON that is sent: the same either way. */
export function FormOrJson({ form, ...field }: FormOrJsonProps) {
  const name = useId();
  const [isJsonWanted, setIsJsonWanted] = useState(false);
  const isJson = isJsonWanted || form === null;
  return (
    <div className="form-section">
      <div className="choice-row" role="radiogroup" aria-label={`${field.label} as`}>
        {[false, true].map((choice) => (
          <label key={String(choice)} className="check-line">
            <input
              type="radio"
              name={name}
              disabled={!choice && form === null}
              checked={choice === isJson}
              onChange={() => setIsJsonWanted(choice)}
            />
            {choice ? "JSON" : "Form"}
          </label>
        ))}
        {form === null ? <span className="muted">Only JSON can say this.</span> : null}
      </div>
      {isJson ? <JsonField isRequired {...field} /> : form}
    </div>
  );
}
