import type { ComponentType } from "react";
import type { FieldSpec } from "./field-kind.ts";
import type { FormErrors } from "./form-errors.ts";
import type { JsonSchema } from "./json-schema.ts";

export interface SchemaFieldProps {
  field: FieldSpec;
  root: JsonSchema;
  /** Undefined when nothing was given. */
  value: unknown;
  onChange: (value: unknown) => void;
  errors: FormErrors;
  hasStandIns: boolean;
  depth: number;
}

/** Fields lie within fields: those that hold others are told by what these are shown. */
export interface OuterFieldProps extends SchemaFieldProps {
  Field: ComponentType<SchemaFieldProps>;
}
