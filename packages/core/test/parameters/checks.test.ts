import { describe, expect, test } from "vitest";
import { checkDeclaration, checkParameters } from "../../src/parameters/check-parameters.ts";
import {
  blocksOfDefaults,
  checkGivenVariables,
  checkJobDefaults,
  checkJobVariables,
} from "../../src/parameters/job-variables.ts";
import { validateForm } from "../../src/parameters/validate-form.ts";
import { deploymentCreate } from "../../src/wire/deployment.ts";
import { schemaValidation } from "../../src/wire/schema-validation.ts";

const schema = { type: "object", properties: { x: { type: "integer" }, y: { type: "string" } }, required: ["x"] };
const circular = { $ref: "#" };
const context = { variable: () => undefined, checkTemplate: () => null, renderTemplate: null };

describe("parameters", () => {
  test.each([
    ["fine", schema, { x: 1, y: null }],
    ["wrong", schema, { y: "a" }],
    ["circular", circular, {}],
    ["wrong", { $ref: "#/nowhere" }, {}],
  ])("are %s", (kind, given, parameters) => {
    expect(checkParameters(given, parameters).kind).toBe(kind);
  });

  test.each([
    ["fine", schema, {}],
    ["wrong", schema, { x: 1, y: null }],
    ["wrong", { type: "thing" }, {}],
  ])("of a deployment that is created are %s", (kind, given, parameters) => {
    expect(checkDeclaration(given, parameters).kind).toBe(kind);
    const body = {
      name: "d",
      flow_id: "0198a3c4-6f00-7000-8000-0000000000ab",
      parameter_openapi_schema: given,
      parameters,
    };
    expect(deploymentCreate.safeParse({ ...body, enforce_parameter_schema: true }).success).toBe(kind === "fine");
    expect(deploymentCreate.safeParse(body).success).toBe(true);
  });

  test("that fail for another reason say so", () => {
    const broken = new Proxy(
      {},
      {
        ownKeys: () => {
          throw new RangeError("broken");
        },
      },
    );
    expect(() => checkParameters(schema, broken)).toThrow(RangeError);
    expect(() => validateForm(schema, broken, context)).toThrow(RangeError);
  });
});

describe("a form", () => {
  test.each([
    ["fine", schema, { x: 1 }, { errors: [] }],
    ["wrong", schema, { x: "a" }, { errors: [{ property: "x", errors: [`"a" is not of type 'integer'`] }] }],
    ["of no schema", { type: "thing" }, {}, { refusal: expect.stringMatching(/^Invalid schema: /) as string }],
    [
      "of a schema in circles",
      circular,
      {},
      { refusal: "Invalid schema: Unable to validate schema with circular references." },
    ],
    [
      "of a schema that leads nowhere",
      { $ref: "#/nowhere" },
      {},
      { refusal: "Invalid schema: unresolvable reference: #/nowhere" },
    ],
  ])("is %s", (_what, given, values, verdict) => {
    expect(validateForm(given, values, context)).toEqual(verdict);
  });

  test("is answered as a tree", () => {
    const body = { valid: false, errors: ["a", { property: "x", errors: [{ index: 0, errors: ["b"] }] }] };
    expect(schemaValidation.parse(body)).toEqual(body);
  });
});

describe("job variables", () => {
  const variables = {
    type: "object",
    properties: { image: { type: "string" }, cpu: { type: "integer", default: 1 }, env: {} },
    required: ["image"],
  };
  const strict = { ignoresRequired: false };

  test.each([
    ["of no template", {}, [{ any: 1 }], strict, null],
    ["of a template without variables", { variables: {} }, [{ any: 1 }], strict, null],
    ["of a template whose schema is none", { variables: { type: "thing" } }, [], strict, "schema"],
    ["that lack one", { variables }, [{ cpu: 2 }], strict, "variables"],
    ["that lack one that comes later", { variables }, [{ cpu: 2 }], { ignoresRequired: true }, null],
    ["in layers", { variables }, [{ image: 1 }, { image: "a" }], strict, null],
    ["that are wrong", { variables }, [{ image: "a", cpu: "b" }], strict, "variables"],
    ["that are null where a default is", { variables }, [{ image: "a", cpu: null }], strict, null],
    [
      "with a default that is wrong",
      { variables: { ...variables, properties: { ...variables.properties, m: { type: "string", default: 5 } } } },
      [{}],
      strict,
      null,
    ],
    [
      "with a block for a default",
      {
        variables: {
          ...variables,
          properties: { ...variables.properties, b: { default: { $ref: { block_document_id: "x" } } } },
        },
      },
      [{}],
      strict,
      "variables",
    ],
    ["of a schema without fields", { variables: { type: "object", title: "t" } }, [{ a: 1 }], strict, null],
  ])("%s", (_what, template, layers, options, kind) => {
    expect(checkJobVariables(template, layers, options)?.kind ?? null).toBe(kind);
  });
});

describe("blocks that stand for defaults", () => {
  const withDefault = (given: unknown) => ({
    variables: { type: "object", properties: { cluster: { type: "object", default: given }, odd: true } },
    job_configuration: {},
  });
  const block = withDefault({ $ref: { block_document_id: "b" } });

  test.each([
    ["fits", block, new Map([["b", { config: 1 }]]), null],
    ["does not fit", block, new Map([["b", ["a"]]]), "variables"],
    ["is not known", block, new Map(), null],
    ["is not named", withDefault({ $ref: {} }), new Map(), null],
    ["is no reference", withDefault({ $ref: "b" }), new Map(), null],
    ["is a wrong value in place of one", withDefault("text"), new Map(), "variables"],
  ])("one that %s", (_what, template, blocks, kind) => {
    expect(checkJobDefaults(template, blocks)?.kind ?? null).toBe(kind);
  });

  test("are known by the ids that are written", () => {
    expect(blocksOfDefaults(block)).toEqual(["b"]);
    expect(blocksOfDefaults(withDefault({ $ref: { block_document_id: 1 } }))).toEqual([]);
    expect(blocksOfDefaults({})).toEqual([]);
  });

  test("do not count when variables are judged by themselves", () => {
    const template = { variables: { ...block.variables, required: ["cluster"] } };
    expect(checkGivenVariables(template, {})).toBeNull();
    expect(checkGivenVariables(template, { cluster: null })?.kind).toBe("variables");
  });

  test("count as given when a job's variables are judged", () => {
    const template = { variables: { ...block.variables, required: ["cluster"] } };
    const judge = (held: unknown) =>
      checkJobVariables(template, [], { ignoresRequired: false, blocks: new Map([["b", held]]) });
    expect([judge({})?.kind, judge(["a"])?.kind]).toEqual([undefined, undefined]);
    expect(checkJobVariables(template, [], { ignoresRequired: false })?.kind).toBe("variables");
  });
});
