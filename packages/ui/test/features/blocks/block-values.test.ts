import { expect, test } from "vitest";
import { formSchemaOf, referredId, valuesOf } from "../../../src/features/blocks/block-values.ts";
import { matching } from "../../../src/features/blocks/blocks-search.ts";

const document = {
  data: { bucket: "taxi", credentials: { key: "********" }, many: [{ a: 1 }] },
  block_document_references: { credentials: { block_document: { id: "c" } }, many: { block_document: [] } },
};

test("nested blocks are references in a form, and the rest is as it was", () => {
  expect(valuesOf(document)).toStrictEqual({
    bucket: "taxi",
    credentials: { $ref: { block_document_id: "c" } },
    many: [{ a: 1 }],
  });
  expect([referredId(document, "credentials"), referredId(document, "many"), referredId(document, "x")]).toStrictEqual([
    "c",
    null,
    null,
  ]);
});

test("a form does not ask for the type itself", () => {
  expect(formSchemaOf({ block_type_slug: "s3", properties: {} })).toStrictEqual({ properties: {} });
});

test("rows are sought by any of their words", () => {
  const rows = [
    { name: "aws", type: null },
    { name: "x", type: "AWS Credentials" },
    { name: "y", type: "S3" },
  ];
  expect(matching(rows, "AWS", ({ name, type }) => [name, type]).map(({ name }) => name)).toStrictEqual(["aws", "x"]);
  expect(matching(rows, undefined, ({ name }) => [name])).toStrictEqual(rows);
});
