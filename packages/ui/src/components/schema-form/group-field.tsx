import { type ReactNode, useState } from "react";
import { Button } from "../button.tsx";
import { FieldErrors } from "../form/form-field.tsx";
import type { FieldKind } from "./field-kind.ts";
import { errorsAt } from "./form-errors.ts";
import { blankValue, type FormValues, variantOf, withValue } from "./form-values.ts";
import { isRecord } from "./json-schema.ts";
import { ListField } from "./list-field.tsx";
import type { OuterFieldProps } from "./schema-field-props.ts";

interface GroupFieldProps extends OuterFieldProps {
  kind: Extract<FieldKind, { kind: "object" | "list" | "union" }>;
  tools: ReactNode;
}

/** A value with parts: an object, a list, or one of several kinds. */
export function GroupField({ kind, tools, ...props }: GroupFieldProps) {
  const { field, errors } = props;
  return (
    <fieldset className="form-group">
      <legend className="visually-hidden">{field.title}</legend>
      <div className="form-label-line">
        <span className="form-label" aria-hidden="true">
          {field.title}
          {field.isRequired ? <span className="form-required"> required</span> : null}
        </span>
        {tools}
      </div>
      {field.description === null ? null : <div className="form-hint">{field.description}</div>}
      <Parts kind={kind} {...props} />
      <FieldErrors errors={errors.own} />
    </fieldset>
  );
}

function Parts({ kind, ...props }: Omit<GroupFieldProps, "tools">) {
  const { field, root, value, onChange } = props;
  if (kind.kind === "union") return <UnionParts {...props} variants={kind.variants} />;
  if (value === undefined && !field.isRequired) {
    return (
      <div>
        <Button icon="plus" onClick={() => onChange(blankValue(field.schema, root))}>
          Give {field.title}
        </Button>
      </div>
    );
  }
  if (kind.kind === "list") return <ListField {...props} items={kind.items} />;
  return <ObjectParts {...props} fields={kind.fields} />;
}

type ObjectPartsProps = OuterFieldProps & Pick<Extract<FieldKind, { kind: "object" }>, "fields">;

function ObjectParts({ Field, fields, root, value, onChange, errors, hasStandIns, depth }: ObjectPartsProps) {
  const values: FormValues = isRecord(value) ? value : {};
  return fields.map((part) => (
    <Field
      key={part.key}
      field={part}
      root={root}
      value={values[part.key]}
      onChange={(next) => onChange(withValue(values, part.key, next))}
      errors={errorsAt(errors, part.key)}
      hasStandIns={hasStandIns}
      depth={depth + 1}
    />
  ));
}

type UnionPartsProps = OuterFieldProps & Pick<Extract<FieldKind, { kind: "union" }>, "variants">;

/** The kind that the value looks like, or the one that was chosen for it. */
function UnionParts({ variants, ...props }: UnionPartsProps) {
  const { Field, ...own } = props;
  const { field, root, value, onChange } = props;
  const [picked, setPicked] = useState<number | null>(null);
  const index = picked ?? variantOf(value, variants, root);
  const variant = variants[index];
  return (
    <>
      <select
        className="input"
        aria-label={`Kind of ${field.title}`}
        value={index}
        onChange={(event) => {
          const next = Number(event.target.value);
          setPicked(next);
          const chosen = variants[next];
          onChange(chosen === undefined ? undefined : blankValue(chosen.schema, root));
        }}
      >
        {variants.map(({ words }, at) => (
          <option key={words} value={at}>
            {words}
          </option>
        ))}
      </select>
      {variant === undefined ? null : (
        <Field
          key={index}
          {...own}
          field={{ ...field, title: "Value", description: null, isRequired: false, schema: variant.schema }}
          depth={props.depth + 1}
        />
      )}
    </>
  );
}
