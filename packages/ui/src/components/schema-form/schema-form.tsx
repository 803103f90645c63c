import { FieldErrors } from "../form/form-field.tsx";
import { fieldsOf } from "./field-kind.ts";
import { errorsAt, type FormErrors, NO_ERRORS } from "./form-errors.ts";
import { type FormValues, withValue } from "./form-values.ts";
import type { JsonSchema } from "./json-schema.ts";
import { SchemaField } from "./schema-field.tsx";

interface SchemaFormProps {
  /** Of an object: each of its properties becomes a field. */
  schema: JsonSchema;
  values: FormValues;
  onChange: (change: (values: FormValues) => FormValues) => void;
  errors?: FormErrors;
  /** Whether variables and templates may stand for values. */
  hasStandIns?: boolean;
}

/** A form that a JSON schema asks for. */
export function SchemaForm({ schema, values, onChange, errors = NO_ERRORS, hasStandIns = false }: SchemaFormProps) {
  const fields = fieldsOf(schema, schema);
  return (
    <div className="form">
      <FieldErrors errors={errors.own} />
      {fields.map((field) => (
        <SchemaField
          key={field.key}
          field={field}
          root={schema}
          value={values[field.key]}
          onChange={(value) => onChange((known) => withValue(known, field.key, value))}
          errors={errorsAt(errors, field.key)}
          hasStandIns={hasStandIns}
          depth={0}
        />
      ))}
    </div>
  );
}
