import type { ReactNode } from "react";
import { FieldErrors } from "./form-field.tsx";

interface FormProps {
  /** Called when the form is to be sent, by its button or by Enter. */
  onSend: () => void;
  children: ReactNode;
}

/** A form that the page reads: the browser neither judges it nor sends it. */
export function Form({ onSend, children }: FormProps) {
  return (
    <form
      className="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onSend();
      }}
    >
      {children}
    </form>
  );
}

/** What sending the form failed with, if it did. */
export function SendFailure({ error }: { error: Error | null }) {
  return <FieldErrors errors={error === null ? [] : [error.message]} />;
}
