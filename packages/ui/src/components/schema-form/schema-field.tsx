import { useCallback, useState } from "react";
import { type ControlProps, FormField } from "../form/form-field.tsx";
import { JsonInput } from "../form/json-input.tsx";
import { type FieldKind, isNullable, kindOf, typeWords } from "./field-kind.ts";
import { FieldMenu } from "./field-menu.tsx";
import type { FormErrors } from "./form-errors.ts";
import { standIn, standInOf } from "./form-values.ts";
import { GroupField } from "./group-field.tsx";
import { PlainControl } from "./plain-control.tsx";
import type { SchemaFieldProps } from "./schema-field-props.ts";

/** Schemas may lie within themselves: from here on values are JSON. */
const DEPTH_MAX = 5;

/** One property: its name, what it is for, and the control that fits its kind. */
export function SchemaField(props: SchemaFieldProps) {
  const { field, root, value, errors, depth } = props;
  const [problem, setProblem] = useState<string | null>(null);
  const [isJson, setIsJson] = useState(false);
  const onProblem = useCallback((text: string | null) => setProblem(text), []);
  const kind: FieldKind = depth > DEPTH_MAX || isJson ? { kind: "json" } : kindOf(field.schema, root);
  const stand = standInOf(value);
  const tools = (
    <FieldMenu
      {...props}
      isJson={isJson}
      onJson={(next) => {
        setProblem(null);
        setIsJson(next);
      }}
      isNullable={isNullable(field.schema, root)}
    />
  );
  const isPlain = stand !== null || value === null || kind.kind === "json" || !isGroup(kind);
  if (!isPlain) return <GroupField {...props} kind={kind} tools={tools} Field={SchemaField} />;
  return (
    <FormField
      label={field.title}
      hint={field.description ?? undefined}
      errors={[...(problem === null ? [] : [problem]), ...allErrors(errors)]}
      isRequired={field.isRequired}
      tools={
        <>
          <span className="form-type">{typeWords(field.schema, root)}</span>
          {tools}
        </>
      }
    >
      {(control) => <Control {...props} control={control} kind={kind} onProblem={onProblem} />}
    </FormField>
  );
}

function isGroup(kind: FieldKind): kind is Extract<FieldKind, { kind: "object" | "list" | "union" }> {
  return kind.kind === "object" || kind.kind === "list" || kind.kind === "union";
}

/** A control without parts tells what is wrong within it, too. */
function allErrors({ own, within }: FormErrors): string[] {
  return [...own, ...[...within].flatMap(([key, errors]) => allErrors(errors).map((error) => `${key}: ${error}`))];
}

interface FieldControlProps extends SchemaFieldProps {
  control: ControlProps;
  kind: FieldKind;
  onProblem: (problem: string | null) => void;
}

function Control({ control, kind, onProblem, ...props }: FieldControlProps) {
  const { field, value, onChange } = props;
  const stand = standInOf(value);
  if (stand !== null) {
    return (
      <textarea
        {...control}
        className="input"
        rows={stand.kind === "workspace_variable" ? 1 : 3}
        spellCheck={false}
        placeholder={STAND_IN_HINTS[stand.kind]}
        value={stand.text}
        onChange={(event) => onChange(standIn({ ...stand, text: event.target.value }))}
      />
    );
  }
  if (value === null) return <input {...control} className="input" disabled value="null" />;
  if (kind.kind === "json") {
    return <JsonInput control={control} value={value} onChange={onChange} onProblem={onProblem} />;
  }
  return <PlainControl control={control} kind={kind} fallback={field.fallback} value={value} onChange={onChange} />;
}

const STAND_IN_HINTS = {
  json: "[1, 2, 3]",
  jinja: "{{ flow_run.name }}",
  workspace_variable: "the variable’s name",
};
