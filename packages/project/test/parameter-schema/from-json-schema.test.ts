import { describe, expect, test } from "vitest";
import { z } from "zod";
import { FLOW_MARK } from "@tutti/core/flow-mark";
import { describeExport } from "../../src/flow-description/describe-export.ts";
import { parametersFromJsonSchema } from "../../src/parameter-schema/from-json-schema.ts";

function described(parameters: unknown) {
  const flow = Object.assign(() => undefined, { [FLOW_MARK]: { name: "f", version: "1", parameters } });
  return describeExport({ flow }, "flow");
}

function parametersOf(schema: z.ZodType) {
  const answer = described(schema);
  return answer.kind === "flow" && answer.schema !== null ? parametersFromJsonSchema(answer.schema) : answer;
}

const node = z.object({
  value: z.string(),
  get children() {
    return z.array(node).optional();
  },
});

describe("a flow's own schema is written in Prefect's form", () => {
  test.each<[string, z.ZodType, object]>([
    ["text", z.string().min(2).describe("a text"), { type: "string", minLength: 2, description: "a text" }],
    ["a whole number has no limits but its own", z.int().max(9), { type: "integer", maximum: 9 }],
    ["a date", z.date(), { type: "string", format: "date-time" }],
    ["a date inside", z.array(z.coerce.date()), { type: "array", items: { type: "string", format: "date-time" } }],
    ["one of some", z.enum(["a", "b"]), { type: "string", enum: ["a", "b"] }],
    ["or nothing", z.string().nullable(), { anyOf: [{ type: "string" }, { type: "null" }] }],
    ["a dictionary", z.record(z.string(), z.number()), { type: "object", additionalProperties: { type: "number" } }],
    ["what has no form", z.bigint(), {}],
    ["what goes in, not what comes out", z.string().transform(Number), { type: "string" }],
  ])("%s", (_title, schema, expected) => {
    expect(parametersOf(z.object({ x: schema }))).toEqual({
      schema: {
        title: "Parameters",
        type: "object",
        properties: { x: { title: "x", position: 0, ...expected } },
        required: ["x"],
      },
      warnings: [],
    });
  });

  test("defaults and optional parameters are not required", () => {
    expect(parametersOf(z.object({ a: z.number().default(3), b: z.string().optional() }))).toEqual({
      schema: {
        title: "Parameters",
        type: "object",
        properties: {
          a: { title: "a", position: 0, type: "number", default: 3 },
          b: { title: "b", position: 1, type: "string" },
        },
      },
      warnings: [],
    });
  });
});

describe("schemas that mention themselves, or are of no object", () => {
  test("a recursive schema refers to a definition", () => {
    const name = "#/definitions/__schema0";
    expect(parametersOf(z.object({ root: node }))).toEqual({
      schema: {
        title: "Parameters",
        type: "object",
        properties: { root: { title: "root", position: 0, $ref: name } },
        required: ["root"],
        definitions: {
          __schema0: {
            type: "object",
            properties: { value: { type: "string" }, children: { type: "array", items: { $ref: name } } },
            required: ["value"],
          },
        },
      },
      warnings: [],
    });
  });

  test("one that is recursive itself refers to its parameters", () => {
    const parameters = parametersOf(node);
    expect(parameters).toMatchObject({
      schema: {
        properties: { children: { type: "array", items: { $ref: "#/definitions/Parameters" } } },
        definitions: { Parameters: { properties: { value: { type: "string" } } } },
      },
    });
  });

  test("a loose one takes parameters of any name", () => {
    expect(parametersOf(z.looseObject({ a: z.string() }))).toMatchObject({ schema: { additionalProperties: true } });
    expect(parametersOf(z.strictObject({}))).toEqual({
      schema: { title: "Parameters", type: "object", properties: {} },
      warnings: [],
    });
  });

  test("one of no object accepts anything, and is told", () => {
    expect(parametersOf(z.union([z.object({ a: z.string() }), z.object({ b: z.string() })]))).toEqual({
      schema: { title: "Parameters", type: "object", properties: {}, additionalProperties: true },
      warnings: ["The flow's schema is not that of one object, so its parameters accept anything."],
    });
  });
});

describe("a module says what it exports", () => {
  test("a flow without a schema", () => {
    expect(described(null)).toEqual({
      kind: "flow",
      name: "f",
      version: "1",
      description: null,
      schema: null,
      warnings: [],
    });
  });

  test("a schema of a library that writes no JSON Schema", () => {
    const warnings = ["The flow's schema cannot be written as JSON Schema; any parameters are accepted."];
    expect(described({ "~standard": {} })).toEqual({
      kind: "flow",
      name: "f",
      version: "1",
      description: null,
      schema: {},
      warnings,
    });
  });

  test("no flow of the name, but others", () => {
    const flow = Object.assign(() => undefined, { [FLOW_MARK]: { name: "f", version: "1", parameters: null } });
    expect(describeExport({ flow, other: 1 }, "flwo")).toEqual({ kind: "missing", flows: ["flow"], isExported: false });
    expect(describeExport({ flow, other: 1 }, "other")).toEqual({ kind: "missing", flows: ["flow"], isExported: true });
  });
});
