import { describe, expect, test } from "vitest";
import { flowIn } from "../support/flow-in.ts";

describe("defaults are read where they stand", () => {
  const expected = {
    title: "Parameters",
    type: "object",
    properties: {
      path: { title: "path", position: 0, type: "string" },
      month: { title: "month", position: 1, type: "number", default: 3 },
      mode: { title: "mode", position: 2, enum: ["fast", "slow"], type: "string", default: "fast" },
    },
    required: ["path"],
  };
  const types = 'interface P { path: string; month?: number; mode?: "fast" | "slow" }';

  test.each([
    ["in the function's head", `async function f({ path, month = 3, mode = "fast" }: P) {}`],
    [
      "in the first statement that takes the parameters apart",
      `async (p: P) => { const { month = 3, mode = "fast" } = p; }`,
    ],
    ["as constants", `async function f({ path, month = MONTH, mode = MODES.quick }: P) {}`],
    ["under another name", `async function f({ path: from, month: m = +3, mode: how = ("fast" as const) }: P) {}`],
  ])("%s", async (_title, fn) => {
    const constants = `const MONTH = 3; const MODES = { quick: "fast" } as const;`;
    const described = await flowIn({
      "flows.ts": `${types} ${constants} export const f = flow({ name: "x" }, ${fn});`,
    });
    expect(described?.parameters).toEqual({ schema: expected, warnings: [] });
  });

  test("also from other files of the project", async () => {
    const described = await flowIn({
      "flows.ts": `import { MONTH, type P } from "./settings.ts";
                   export const f = flow(async function f({ month = MONTH, mode = "fast" }: P) {});`,
      "settings.ts": `export ${types} export const MONTH = 3;`,
    });
    expect(described?.parameters).toEqual({ schema: expected, warnings: [] });
  });

  test("a default that only the program knows leaves the parameter out of those that are required", async () => {
    const described = await flowIn({
      "flows.ts": "export const f = flow(async ({ at = new Date() }: { at?: Date }) => at);",
    });
    expect(described?.parameters?.schema).toEqual({
      title: "Parameters",
      type: "object",
      properties: { at: { title: "at", position: 0, type: "string", format: "date-time" } },
    });
  });
});

describe("the function of a flow is found", () => {
  const none = { schema: { title: "Parameters", type: "object", properties: {} }, warnings: [] };
  test.each([
    ["without parameters", "export const f = flow(async () => 1);"],
    ["declared apart", "async function g() {} export const f = flow(g);"],
    ["exported apart", "const g = flow(async () => 1); export { g as f };"],
    ["with other options", "const g = flow(async () => 1); export const f = g.withOptions({ retries: 1 });"],
    ["not exported", "const f = flow(async () => 1); export {};"],
    ["by the name of its function", "export const made = [flow({}, async function f() {})];"],
    ["in parentheses", "export const f = (flow(async () => 1));"],
  ])("%s", async (_title, source) => {
    expect((await flowIn({ "flows.ts": source }))?.parameters).toEqual(none);
  });

  test("as the default export", async () => {
    expect((await flowIn({ "flows.ts": "export default flow(async () => 1);" }, "default"))?.parameters).toEqual(none);
  });

  test.each([
    ["nothing of the name", "export const g = 1;"],
    ["nothing with a function", "export const f = make();"],
    ["a circle", "export const f = f;"],
  ])("or not: %s", async (_title, source) => {
    expect(await flowIn({ "flows.ts": source })).toBeNull();
  });
});

describe("a flow may take parameters of any name", () => {
  test.each([
    ["Record<string, number>", { additionalProperties: true }],
    ["unknown", { additionalProperties: true }],
    ["object", { additionalProperties: true }],
    ["{}", {}],
  ])("%s", async (type, expected) => {
    const described = await flowIn({ "flows.ts": `export const f = flow(async function f(p: ${type}) {});` });
    expect(described?.parameters?.schema).toEqual({ title: "Parameters", type: "object", properties: {}, ...expected });
  });
});

describe("comments describe the flow and its parameters", () => {
  test("before the statement, with @param", async () => {
    const described = await flowIn({
      "flows.ts": `
        /**
         * Trains a model.
         * @param p.month the month to train on
         */
        export const f = flow(async function f({ month }: { month: number }) {});`,
    });
    expect(described).toEqual({
      description: "Trains a model.",
      parameters: {
        schema: {
          title: "Parameters",
          type: "object",
          properties: { month: { title: "month", position: 0, type: "number", description: "the month to train on" } },
          required: ["month"],
        },
        warnings: [],
      },
    });
  });

  test("tags limit what a value may be", async () => {
    const described = await flowIn({
      "flows.ts": `interface P {
          /**
           * @integer
           * @minimum 1
           * @default 7
           */
          count?: number;
          /** @pattern ^a */
          text?: string;
        }
        export const f = flow(async function f(p: P) {});`,
    });
    expect(described?.parameters?.schema.properties).toEqual({
      count: { title: "count", position: 0, type: "integer", minimum: 1, default: 7 },
      text: { title: "text", position: 1, type: "string", pattern: "^a" },
    });
  });
});

describe("in JavaScript", () => {
  test("comments also give the types", async () => {
    const described = await flowIn({
      "flows.js": `
        /**
         * Trains a model.
         * @param {object} p
         * @param {number} p.month The month
         * @param {"a" | "b"} [p.kind] Which
         */
        export const f = flow(async function f({ month, kind = "a" }) {});`,
    });
    expect(described?.parameters).toEqual({
      schema: {
        title: "Parameters",
        type: "object",
        properties: {
          month: { title: "month", position: 0, type: "number", description: "The month" },
          kind: { title: "kind", position: 1, enum: ["a", "b"], type: "string", description: "Which", default: "a" },
        },
        required: ["month"],
      },
      warnings: [],
    });
  });
});
