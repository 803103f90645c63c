import type { Deployment } from "@tutti/core/wire/deployment";
import { JsonView } from "../../components/json-view.tsx";
import { Empty } from "../../components/message.tsx";
import { type FieldSpec, fieldsOf, typeWords } from "../../components/schema-form/field-kind.ts";
import { isSame } from "../../components/schema-form/form-values.ts";
import type { JsonSchema } from "../../components/schema-form/json-schema.ts";
import "../../components/artifact/artifact-data.css";
import "../../components/table.css";
import "../../components/form/form.css";
import "./parameters-table.css";

/** What the flow takes, what the deployment gives, and what the flow's own default is. */
export function ParametersTable({ deployment }: { deployment: Deployment }) {
  const schema: JsonSchema = deployment.parameter_openapi_schema ?? {};
  const fields = fieldsOf(schema, schema);
  const known = new Set(fields.map(({ key }) => key));
  const others = Object.entries(deployment.parameters).filter(([key]) => !known.has(key));
  if (fields.length === 0 && others.length === 0) {
    return (
      <Empty title="No parameters">
        <p>The flow is called without any.</p>
      </Empty>
    );
  }
  return (
    <div className="panel-scroll">
      <table className="data-table parameters-table" aria-label="Parameters">
        <thead>
          <tr>
            <th>Name</th>
            <th>Type</th>
            <th>Value of the deployment</th>
            <th>Default of the flow</th>
            <th>Description</th>
          </tr>
        </thead>
        <tbody>
          {fields.map((field) => (
            <ParameterRow key={field.key} field={field} schema={schema} given={deployment.parameters[field.key]} />
          ))}
          {others.map(([key, value]) => (
            <tr key={key}>
              <td>
                <code>{key}</code>
              </td>
              <td className="muted">not in the schema</td>
              <td>
                <code>{JSON.stringify(value)}</code>
              </td>
              <td />
              <td />
            </tr>
          ))}
        </tbody>
      </table>
      <p className="parameters-note muted">
        {deployment.enforce_parameter_schema
          ? "A run whose parameters do not fit is refused."
          : "Parameters are not held against the schema when a run is made."}
      </p>
      {fields.length === 0 ? null : (
        <details>
          <summary>The schema</summary>
          <JsonView value={schema} label="Schema of the parameters" />
        </details>
      )}
    </div>
  );
}

function ParameterRow({ field, schema, given }: { field: FieldSpec; schema: JsonSchema; given: unknown }) {
  const isOwn = given !== undefined && !isSame(given, field.fallback);
  return (
    <tr>
      <td>
        <code>{field.key}</code>
        {field.isRequired ? <span className="form-required"> required</span> : null}
      </td>
      <td>{typeWords(field.schema, schema)}</td>
      <td>{isOwn ? <code>{JSON.stringify(given)}</code> : <span className="muted">–</span>}</td>
      <td>
        {field.fallback === undefined ? (
          <span className="muted">–</span>
        ) : (
          <code>{JSON.stringify(field.fallback)}</code>
        )}
      </td>
      <td>{field.description}</td>
    </tr>
  );
}
