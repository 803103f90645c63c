import type { SchemaProblem } from "./problem.ts";
import { validateValue } from "./validate.ts";

const schema = { $ref: "#" };
const schemas = { type: "object", additionalProperties: schema };
const list = { type: "array", items: schema, minItems: 1 };
const names = { type: "array", items: { type: "string" }, uniqueItems: true };
const count = { type: "integer", minimum: 0 };
const number = { type: "number" };
const text = { type: "string" };
const typeName = { enum: ["array", "boolean", "integer", "null", "number", "object", "string"] };

/** What a JSON Schema (2020-12) must be like, in one piece. */
const SCHEMA_OF_SCHEMAS = {
  type: ["object", "boolean"],
  properties: {
    $id: text,
    $schema: text,
    $ref: text,
    $anchor: text,
    $dynamicRef: text,
    $dynamicAnchor: text,
    $comment: text,
    $defs: schemas,
    definitions: schemas,
    type: { anyOf: [typeName, { type: "array", items: typeName, minItems: 1, uniqueItems: true }] },
    enum: { type: "array" },
    multipleOf: { type: "number", exclusiveMinimum: 0 },
    maximum: number,
    exclusiveMaximum: number,
    minimum: number,
    exclusiveMinimum: number,
    maxLength: count,
    minLength: count,
    pattern: text,
    maxItems: count,
    minItems: count,
    uniqueItems: { type: "boolean" },
    maxContains: count,
    minContains: count,
    maxProperties: count,
    minProperties: count,
    required: names,
    dependentRequired: { type: "object", additionalProperties: names },
    prefixItems: list,
    items: schema,
    contains: schema,
    additionalProperties: schema,
    properties: schemas,
    patternProperties: schemas,
    dependentSchemas: schemas,
    propertyNames: schema,
    if: schema,
    else: schema,
    allOf: list,
    anyOf: list,
    oneOf: list,
    not: schema,
    title: text,
    description: text,
    deprecated: { type: "boolean" },
    readOnly: { type: "boolean" },
    writeOnly: { type: "boolean" },
    examples: { type: "array" },
    format: text,
  },
  // By pattern, since an object with that key would be taken for a promise.
  patternProperties: { "^then$": schema },
};

/** What is wrong with a schema as a schema. */
export function problemsOfSchema(given: unknown): SchemaProblem[] {
  return validateValue(SCHEMA_OF_SCHEMAS, given);
}
