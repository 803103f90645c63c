import { fieldsOf } from "../../components/schema-form/field-kind.ts";
import { defaultValues, type FormValues } from "../../components/schema-form/form-values.ts";
import { isRecord, type JsonSchema } from "../../components/schema-form/json-schema.ts";

export type JobTemplate = Readonly<Record<string, unknown>>;

/** The schema of what a job may be told; nothing where the template says nothing. */
export function variablesOf(template: JobTemplate): JsonSchema {
  return isRecord(template["variables"]) ? template["variables"] : {};
}

/** What the variables are where a deployment says nothing else. */
export function templateDefaults(template: JobTemplate): FormValues {
  const schema = variablesOf(template);
  return defaultValues(schema, schema);
}

/** The template with other defaults of its variables; those that are not given have none. */
export function withDefaults(template: JobTemplate, values: FormValues): JobTemplate {
  const schema = variablesOf(template);
  const properties = isRecord(schema["properties"]) ? schema["properties"] : {};
  const changed = fieldsOf(schema, schema).map(({ key }) => {
    const property = isRecord(properties[key]) ? properties[key] : {};
    const { default: _before, ...rest } = property;
    return [key, values[key] === undefined ? rest : { ...rest, default: values[key] }] as const;
  });
  // In their own order, so that nothing else is changed.
  const byKey = new Map(changed);
  const ordered = Object.entries(properties).map(([key, property]) => [key, byKey.get(key) ?? property]);
  return { ...template, variables: { ...schema, properties: Object.fromEntries(ordered) } };
}
