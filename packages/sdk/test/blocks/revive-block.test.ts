import { expect, test } from "vitest";
import { z } from "zod";
import { block } from "../../src/blocks/block-field.ts";
import { defineBlock } from "../../src/blocks/define-block.ts";
import { codeName, wireName } from "../../src/blocks/field-names.ts";
import { blockFromData } from "../../src/blocks/revive-block.ts";
import { secret } from "../../src/blocks/secret-value.ts";

class Inner extends defineBlock({
  slug: "revived-inner",
  name: "Inner",
  fields: z.object({ token: secret().optional() }),
}) {}

class Outer extends defineBlock({
  slug: "revived-outer",
  name: "Outer",
  fields: z.object({
    inner: block(Inner).optional(),
    options: z
      .object({ endpointUrl: z.string().optional(), verify: z.boolean().nullable() })
      .prefault({ verify: true }),
    extra: z.unknown().optional(),
  }),
}) {}

const revive = (data: Record<string, unknown>) => ({ ...Object(blockFromData(Outer, data, null, new Map())) });

test("null stands for a field without a value, at any depth, where it is no value itself", () => {
  const data = { inner: null, options: { endpoint_url: null, verify: null }, extra: null };
  expect(revive(data)).toEqual({ options: { verify: null }, extra: null });
  expect(revive({ inner: { token: null } }).inner).toEqual(new Inner({}));
});

test("fields that the class does not know are left out", () => {
  expect(revive({ newer: 1, options: { verify: true, newer: 2 } })).toEqual({
    options: { verify: true },
    extra: undefined,
  });
});

test("a block of another type than the field's is refused", () => {
  expect(() => revive({ inner: { block_type_slug: "other", token: "t" } })).toThrow(
    "a block of the type other stands where one of the type revived-inner belongs",
  );
});

test.each([
  ["awsAccessKeyId", "aws_access_key_id"],
  ["url", "url"],
  ["s3Path", "s3_path"],
])("%s is %s on the wire", (code, wire) => {
  expect(wireName(code)).toBe(wire);
  expect(codeName(wire)).toBe(code);
  expect(wireName(wire)).toBe(wire);
});

test.each([
  [{ slug: "Not Good", name: "N", fields: z.object({}) }, '"Not Good" is no slug'],
  [{ slug: "good", name: " ", fields: z.object({}) }, "needs a name"],
  [{ slug: "good", name: "Good", fields: z.object({ save: z.string() }) }, "no field can be called save"],
  [{ slug: "good", name: "Good", fields: z.string() as never }, "must be a z.object"],
])("a type that cannot be is refused when it is defined: %#", (definition, reason) => {
  expect(() => defineBlock(definition)).toThrow(reason);
});
