import { describe, expect, test } from "vitest";
import { flowIn } from "../support/flow-in.ts";

// The full reading takes in the whole standard library, which is more than a second each time.

test("a flow may take anything", async () => {
  const files = { "flows.ts": "export const f = flow(async function f(p: any) {});" };
  expect((await flowIn(files, "f", "full"))?.parameters?.schema).toMatchObject({ additionalProperties: true });
});

describe("a type that comes from elsewhere needs the full reading", () => {
  const files = {
    "flows.ts": `import type { Row } from "rows"; export const f = flow(async ({ row }: { row: Row }) => row);`,
    "node_modules/rows/package.json": '{"name":"rows","types":"index.d.ts"}',
    "node_modules/rows/index.d.ts": "export interface Row { id: number }",
  };

  test("the quick one says that it does not know", async () => {
    expect(await flowIn(files)).toEqual({ description: null, parameters: null });
  });

  test("the full one does", async () => {
    expect((await flowIn(files, "f", "full"))?.parameters?.schema).toEqual({
      title: "Parameters",
      type: "object",
      properties: { row: { title: "row", position: 0, $ref: "#/definitions/Row" } },
      required: ["row"],
      definitions: {
        Row: { title: "Row", type: "object", properties: { id: { title: "Id", type: "number" } }, required: ["id"] },
      },
    });
  });

  test("what nobody knows accepts anything, and is told", async () => {
    const source = `import type { Row } from "nowhere"; export const f = flow(async ({ row }: { row: Row }) => row);`;
    expect((await flowIn({ "flows.ts": source }, "f", "full"))?.parameters).toEqual({
      schema: {
        title: "Parameters",
        type: "object",
        properties: { row: { title: "row", position: 0 } },
        required: ["row"],
      },
      warnings: ["row has a type that is not known here, and accepts anything."],
    });
  });
});
