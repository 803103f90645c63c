import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { flowFromTypes } from "../../src/parameter-schema/from-types.ts";
import { sourceFolder } from "../support/source-folder.ts";

/** The schema of one parameter `x`, and the definitions it refers to. */
async function schemaOf(type: string, declarations = "") {
  const source = `${declarations}\nexport const f = flow(async function f({ x }: { x: ${type} }) {});`;
  await using folder = await sourceFolder({ "flows.ts": source });
  const described = flowFromTypes(join(folder.path, "flows.ts"), "f", "quick");
  const { x, ...others } = described?.parameters?.schema.properties ?? {};
  const { title, position, ...schema } = x ?? {};
  expect({ title, position, others }).toEqual({ title: "x", position: 0, others: {} });
  const definitions = described?.parameters?.schema.definitions;
  return { schema, ...(definitions === undefined ? {} : { definitions }), warnings: described?.parameters?.warnings };
}

const EACH: [type: string, schema: object][] = [
  ["string", { type: "string" }],
  ["number", { type: "number" }],
  ["boolean", { type: "boolean" }],
  ["bigint", { type: "integer" }],
  ["null", { type: "null" }],
  ["unknown", {}],
  ["object", { type: "object" }],
  ["`run-${string}`", { type: "string" }],
  ["'only'", { const: "only", type: "string" }],
  ["3", { const: 3, type: "integer" }],
  ["true", { const: true, type: "boolean" }],
  ["'a' | 'b'", { enum: ["a", "b"], type: "string" }],
  ["1 | 2.5", { enum: [1, 2.5] }],
  ["'a' | 1", { enum: ["a", 1] }],
  ["string | number", { anyOf: [{ type: "string" }, { type: "number" }] }],
  ["string | null", { anyOf: [{ type: "string" }, { type: "null" }] }],
  ["string | undefined", { type: "string" }],
  ["boolean | null", { anyOf: [{ type: "boolean" }, { type: "null" }] }],
  ["'a' | 'b' | null", { anyOf: [{ enum: ["a", "b"], type: "string" }, { type: "null" }] }],
  [
    "'a' | number[]",
    {
      anyOf: [
        { const: "a", type: "string" },
        { type: "array", items: { type: "number" } },
      ],
    },
  ],
  ["string[]", { type: "array", items: { type: "string" } }],
  ["readonly (string | null)[]", { type: "array", items: { anyOf: [{ type: "string" }, { type: "null" }] } }],
  ["Record<string, boolean>", { type: "object", additionalProperties: { type: "boolean" } }],
  ["string & { readonly brand: 'id' }", { type: "string" }],
  [
    "[string, number]",
    { type: "array", prefixItems: [{ type: "string" }, { type: "number" }], minItems: 2, maxItems: 2 },
  ],
  [
    "[string, number?]",
    { type: "array", prefixItems: [{ type: "string" }, { type: "number" }], minItems: 1, maxItems: 2 },
  ],
  [
    "[string, ...boolean[]]",
    { type: "array", prefixItems: [{ type: "string" }], minItems: 1, items: { type: "boolean" } },
  ],
  [
    "{ rowCount: number; path?: string }",
    {
      type: "object",
      properties: { rowCount: { title: "Row Count", type: "number" }, path: { title: "Path", type: "string" } },
      required: ["rowCount"],
    },
  ],
  [
    "Partial<Record<'a' | 'b', number>>",
    { type: "object", properties: { a: { title: "A", type: "number" }, b: { title: "B", type: "number" } } },
  ],
];

test.each(EACH)("%s has its schema", async (type, schema) => {
  expect(await schemaOf(type)).toEqual({ schema, warnings: [] });
});

test.each<[type: string, schema: object, arrival: string]>([
  ["Date", { type: "string", format: "date-time" }, "its text; a zod schema with z.coerce.date() makes it one"],
  ["URL", { type: "string", format: "uri" }, "its text; a zod schema with z.string().transform() makes it one"],
  [
    "Set<string>",
    { type: "array", items: { type: "string" }, uniqueItems: true },
    "a list; a zod schema with z.array().transform() makes it one",
  ],
  [
    "Map<string, number>",
    { type: "object", additionalProperties: { type: "number" } },
    "an object; a zod schema with z.record().transform() makes it one",
  ],
])("%s has its schema, and it is told what a run gets", async (type, schema, arrival) => {
  const name = type.replace(/<.*/, "");
  const warnings = [`x is a ${name}, and a deployed run gets ${arrival}.`];
  expect(await schemaOf(type)).toEqual({ schema, warnings });
});

describe("named types are definitions, so that they may mention themselves", () => {
  test("an interface", async () => {
    const declarations = `
      /** A node of a tree. */
      interface Node {
        /**
         * How much it weighs.
         * @minimum 0
         */
        weight: number;
        children?: Node[];
      }`;
    expect(await schemaOf("Node", declarations)).toEqual({
      schema: { $ref: "#/definitions/Node" },
      definitions: {
        Node: {
          title: "Node",
          description: "A node of a tree.",
          type: "object",
          properties: {
            weight: { title: "Weight", type: "number", description: "How much it weighs.", minimum: 0 },
            children: { title: "Children", type: "array", items: { $ref: "#/definitions/Node" } },
          },
          required: ["weight"],
        },
      },
      warnings: [],
    });
  });

  test("an enum, or nothing", async () => {
    expect(await schemaOf("Color | null", 'enum Color { Red = "red", Blue = "blue" }')).toEqual({
      schema: { anyOf: [{ $ref: "#/definitions/Color" }, { type: "null" }] },
      definitions: { Color: { title: "Color", enum: ["red", "blue"], type: "string" } },
      warnings: [],
    });
  });
});

describe("types that are made of others", () => {
  test("a union of itself", async () => {
    const reference = { $ref: "#/definitions/Json" };
    expect(await schemaOf("Json", "type Json = string | null | Json[] | { [key: string]: Json };")).toEqual({
      schema: reference,
      definitions: {
        Json: {
          title: "Json",
          anyOf: [
            { type: "string" },
            { type: "array", items: reference },
            { type: "object", additionalProperties: reference },
            { type: "null" },
          ],
        },
      },
      warnings: [],
    });
  });

  test("each use of a generic type is one of its own", async () => {
    const field = (type: string) => ({ title: "Value", type });
    expect(await schemaOf("[Box<string>, Box<number>]", "type Box<T> = { value: T };")).toEqual({
      schema: {
        type: "array",
        prefixItems: [{ $ref: "#/definitions/Box_string" }, { $ref: "#/definitions/Box_number" }],
        minItems: 2,
        maxItems: 2,
      },
      definitions: {
        Box_string: {
          title: "Box_string",
          type: "object",
          properties: { value: field("string") },
          required: ["value"],
        },
        Box_number: {
          title: "Box_number",
          type: "object",
          properties: { value: field("number") },
          required: ["value"],
        },
      },
      warnings: [],
    });
  });
});

test("what JSON has no form for accepts anything, and is told", async () => {
  expect(await schemaOf("() => void")).toEqual({
    schema: {},
    warnings: ["x is () => void, which JSON has no form for, and accepts anything."],
  });
});
