import { hydrate } from "../parameters/hydrate.ts";
import { isTemplate } from "../template/parse-template.ts";
import { isJsonObject } from "../json-object.ts";

// Parameters of an action are made when it is carried out, and any text among them may be a template.

/** Describes plain texts that are templates as such; one that is nothing but an expression keeps its value's type. */
export function describeTemplates(value: unknown): unknown {
  if (typeof value === "string") return isTemplate(value) ? described(value) : value;
  if (Array.isArray(value)) return value.map(describeTemplates);
  if (!isJsonObject(value) || "__prefect_kind" in value) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, describeTemplates(item)]));
}

function described(template: string): unknown {
  const text = template.trim();
  const isExpression = text.startsWith("{{") && text.endsWith("}}") && text.indexOf("{{", 2) === -1;
  if (!isExpression) return { __prefect_kind: "jinja", template };
  const expression = text.slice(2, -2).replace(/^-/, "").replace(/-$/, "").trim();
  return { __prefect_kind: "json", value: { __prefect_kind: "jinja", template: `{{ (${expression}) | tojson }}` } };
}

/** Every template and every name of a variable within. */
export function templatesWithin(parameters: Readonly<Record<string, unknown>>): {
  templates: string[];
  variables: string[];
} {
  const found = { templates: [] as string[], variables: [] as string[] };
  hydrate(parameters, {
    variable: (name) => (found.variables.push(name), undefined),
    checkTemplate: (text) => (found.templates.push(text), null),
    renderTemplate: null,
  });
  return found;
}
