import { expect, test } from "vitest";
import { z } from "zod";
import { withoutCircles } from "../../src/blocks/schema-circles.ts";

interface Tree {
  readonly name: string;
  readonly branches: readonly Tree[];
}

function schemaOf(fields: z.ZodType): Record<string, unknown> {
  const { $schema: _dialect, ...schema } = z.toJSONSchema(fields, { target: "draft-7", io: "input", reused: "ref" });
  return schema;
}

test("what is defined by itself is any value", () => {
  const tree: z.ZodType<Tree> = z.lazy(() => z.object({ name: z.string(), branches: z.array(tree) }));
  const fields = z.object({ options: z.record(z.string(), z.json()), tree: tree.describe("A tree."), count: z.int() });
  expect(withoutCircles(schemaOf(fields))).toMatchObject({
    properties: { options: { type: "object", additionalProperties: {} }, tree: { description: "A tree." } },
    required: ["options", "tree", "count"],
  });
  expect(JSON.stringify(withoutCircles(schemaOf(fields)))).not.toContain("$ref");
});

test("other definitions stay, what leads to circles among them", () => {
  const size = z.object({ width: z.int() });
  const holder = z.object({ any: z.json() });
  const schema = schemaOf(z.object({ a: size, b: size, c: holder, d: holder }));
  const { definitions, properties } = withoutCircles(schema);
  expect(Object.values(definitions as object)).toEqual([
    expect.objectContaining({ properties: { width: expect.objectContaining({ type: "integer" }) } }),
    expect.objectContaining({ properties: { any: {} } }),
  ]);
  expect(properties).toEqual((schema as { properties: unknown }).properties);
});

test("a schema without circles is as it was", () => {
  const schema = schemaOf(z.object({ a: z.string() }));
  expect(withoutCircles(schema)).toBe(schema);
});
