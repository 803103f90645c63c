import { type ReactNode, useId } from "react";
import "./form.css";

/** What ties a control to its words: spread into it. */
export interface ControlProps {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": boolean | undefined;
  "aria-required": boolean | undefined;
}

interface FormFieldProps {
  label: string;
  /** Says what the value is for. */
  hint?: ReactNode;
  errors?: readonly string[];
  isRequired?: boolean;
  /** Stands at the end of the label's line. */
  tools?: ReactNode;
  children: (control: ControlProps) => ReactNode;
}

const NONE: readonly string[] = [];

/** A control with its label above and what is wrong with its value below. */
export function FormField({ label, hint, errors = NONE, isRequired = false, tools, children }: FormFieldProps) {
  const id = useId();
  const notes = [hint === undefined ? null : `${id}-hint`, errors.length === 0 ? null : `${id}-error`];
  const described = notes.filter((note) => note !== null).join(" ");
  return (
    <div className="form-field">
      <div className="form-label-line">
        <label htmlFor={id} className="form-label">
          {label}
        </label>
        {isRequired ? (
          <span className="form-required" aria-hidden="true">
            required
          </span>
        ) : null}
        {tools}
      </div>
      {hint === undefined ? null : (
        <div id={`${id}-hint`} className="form-hint">
          {hint}
        </div>
      )}
      {children({
        id,
        "aria-describedby": described === "" ? undefined : described,
        "aria-invalid": errors.length > 0 ? true : undefined,
        "aria-required": isRequired ? true : undefined,
      })}
      <FieldErrors id={`${id}-error`} errors={errors} />
    </div>
  );
}

export function FieldErrors({ id, errors }: { id?: string; errors: readonly string[] }) {
  if (errors.length === 0) return null;
  return (
    <p id={id} className="form-error" role="alert">
      {errors.join(" ")}
    </p>
  );
}
