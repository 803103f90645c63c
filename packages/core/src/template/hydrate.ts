import { parseExact } from "../exact-json.ts";
import { isTemplate } from "./parse-template.ts";
import { TemplateRenderError } from "./template-error.ts";
import { isMapping } from "./values.ts";

/** What stands behind the values that are made when they are used. */
export interface Sources {
  readonly render: (template: string) => string;
  readonly variable: (name: string) => unknown;
}

/** Stands for a value that says too little to be made: its key is left out. */
const NOTHING = Symbol("nothing");

/**
 * Makes the values that are described by `__prefect_kind`: JSON in a text, a template, a variable. Throws
 * `TemplateRenderError` for what cannot be made.
 */
export function hydrate(value: unknown, sources: Sources): unknown {
  const made = make(value, sources);
  return made === NOTHING ? null : made;
}

function make(value: unknown, sources: Sources): unknown {
  if (Array.isArray(value)) return value.map((item) => make(item, sources)).filter((item) => item !== NOTHING);
  if (!isMapping(value)) return value;
  if (typeof value["__prefect_kind"] === "string") return makeKind(value["__prefect_kind"], value, sources);
  const entries = Object.entries(value).map(([key, item]) => [key, make(item, sources)] as const);
  return Object.fromEntries(entries.filter(([, item]) => item !== NOTHING));
}

function makeKind(kind: string, given: Readonly<Record<string, unknown>>, sources: Sources): unknown {
  switch (kind) {
    case "none":
      return "value" in given ? make(given["value"], sources) : NOTHING;
    case "json":
      return "value" in given ? parsed(make(given["value"], sources)) : NOTHING;
    case "jinja":
      return typeof given["template"] === "string" ? sources.render(given["template"]) : NOTHING;
    case "workspace_variable":
      return typeof given["variable_name"] === "string" ? sources.variable(given["variable_name"]) : NOTHING;
    default:
      throw new TemplateRenderError(`there is no __prefect_kind ${kind}`);
  }
}

function parsed(text: unknown): unknown {
  if (typeof text !== "string") return text;
  try {
    return parseExact(text);
  } catch {
    throw new TemplateRenderError("a value of the kind json is no JSON");
  }
}

/** Describes plain texts that are templates as such; one that is nothing but an expression keeps its value's type. */
export function describeTemplates(value: unknown): unknown {
  if (typeof value === "string") return isTemplate(value) ? described(value) : value;
  if (Array.isArray(value)) return value.map(describeTemplates);
  if (!isMapping(value) || "__prefect_kind" in value) return value;
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
export function templatesWithin(value: unknown): { templates: string[]; variables: string[] } {
  const found = { templates: [] as string[], variables: [] as string[] };
  const sources = {
    render: (template: string) => (found.templates.push(template), "null"),
    variable: (name: string) => (found.variables.push(name), null),
  };
  hydrate(value, sources);
  return found;
}
