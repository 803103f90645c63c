import { useId, useState } from "react";
import { JsonField } from "../../components/form/json-field.tsx";
import { fieldsOf } from "../../components/schema-form/field-kind.ts";
import { isRecord } from "../../components/schema-form/json-schema.ts";
import { SchemaForm } from "../../components/schema-form/schema-form.tsx";
import { type JobTemplate, templateDefaults, variablesOf, withDefaults } from "./base-template.ts";

interface TemplateEditorProps {
  template: JobTemplate;
  onChange: (change: (template: JobTemplate) => JobTemplate) => void;
  onProblem: (problem: string | null) => void;
}

/** What jobs are started with: the defaults as a form, or the whole template as JSON. */
export function TemplateEditor({ template, onChange, onProblem }: TemplateEditorProps) {
  const [look, setLook] = useState<"form" | "json">("form");
  const name = useId();
  return (
    <>
      <div role="radiogroup" aria-label="How the template is shown" className="choice-row">
        {(["form", "json"] as const).map((choice) => (
          <label key={choice} className="check-line">
            <input
              type="radio"
              name={name}
              checked={look === choice}
              onChange={() => {
                onProblem(null);
                setLook(choice);
              }}
            />
            {choice === "form" ? "Defaults" : "Whole template as JSON"}
          </label>
        ))}
      </div>
      {look === "form" ? (
        <DefaultsForm template={template} onChange={onChange} />
      ) : (
        <TemplateJson template={template} onChange={onChange} onProblem={onProblem} />
      )}
    </>
  );
}

function DefaultsForm({ template, onChange }: Pick<TemplateEditorProps, "template" | "onChange">) {
  const schema = variablesOf(template);
  if (fieldsOf(schema, schema).length === 0) return <p className="muted">The template has no variables.</p>;
  // What a deployment must give need not have a default.
  const { required: _required, ...optional } = schema;
  return (
    <SchemaForm
      schema={optional}
      values={templateDefaults(template)}
      onChange={(change) => onChange((known) => withDefaults(known, change(templateDefaults(known))))}
    />
  );
}

function TemplateJson({ template, onChange, onProblem }: TemplateEditorProps) {
  return (
    <JsonField
      label="Base job template"
      hint="job_configuration says how a job is started, variables which of its values may be told."
      value={template}
      rows={24}
      onProblem={onProblem}
      onChange={(value) => (isRecord(value) ? onChange(() => value) : onProblem("A template is an object."))}
    />
  );
}
