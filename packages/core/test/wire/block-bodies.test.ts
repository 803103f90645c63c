import { describe, expect, test } from "vitest";
import type { z } from "zod";
import { blockDocumentFilter } from "../../src/wire/block-filter.ts";
import { blockDocumentCreate, blockDocumentUpdate, secretsQuery } from "../../src/wire/block-document.ts";
import { blockSchemaCreate } from "../../src/wire/block-schema.ts";
import { blockTypeCreate, blockTypeUpdate } from "../../src/wire/block-type.ts";
import { resultStorageUpdate } from "../../src/wire/result-storage.ts";

const ID = "0198a3c4-6f00-7000-8000-0000000000ab";
const ids = { block_type_id: ID, block_schema_id: ID };

const BODIES: [name: string, schema: z.ZodType, good: readonly unknown[], bad: readonly unknown[]][] = [
  [
    "blockTypeCreate",
    blockTypeCreate,
    [{ name: "S3 Bucket", slug: "s3-bucket", description: null }],
    [
      { name: "a/b", slug: "x" },
      { name: "A", slug: "A" },
      { name: "A", slug: "a", is_protected: true },
    ],
  ],
  ["blockTypeUpdate", blockTypeUpdate, [{}, { logo_url: null }], [{ name: "A" }, { description: 1 }]],
  [
    "blockSchemaCreate",
    blockSchemaCreate,
    [{ block_type_id: ID }, { block_type_id: ID, fields: {}, capabilities: ["a"], version: "1" }],
    [{}, { block_type_id: ID, fields: [] }, { block_type_id: ID, checksum: "sha256:" }],
  ],
  [
    "blockDocumentCreate",
    blockDocumentCreate,
    [
      { ...ids, name: "a-1" },
      { ...ids, is_anonymous: true },
    ],
    [{ ...ids }, { ...ids, name: "" }, { ...ids, name: "A" }, { ...ids, name: "a", data: [] }],
  ],
  [
    "blockDocumentUpdate",
    blockDocumentUpdate,
    [{}, { data: { a: 1 }, merge_existing_data: false, block_schema_id: null }],
    [{ data: null }, { name: "a" }, { merge_existing_data: null }],
  ],
  ["resultStorageUpdate", resultStorageUpdate, [{ default_result_storage_block_id: ID, more: 1 }], [{}]],
];

describe.each(BODIES)("%s", (_name, schema, good, bad) => {
  test.each(good)("takes %j", (body) => {
    expect(schema.safeParse(body).success).toBe(true);
  });

  test.each(bad)("refuses %j", (body) => {
    expect(schema.safeParse(body).success).toBe(false);
  });
});

test("a filter of documents leaves out anonymous ones unless it says otherwise", () => {
  expect(blockDocumentFilter.parse({})).toEqual({ operator: "and_", is_anonymous: { eq_: false } });
  expect(blockDocumentFilter.parse({ is_anonymous: null })).toEqual({ operator: "and_", is_anonymous: null });
});

test.each([
  [{}, false],
  [{ include_secrets: "true" }, true],
  [{ include_secrets: "1" }, true],
  [{ include_secrets: "False" }, false],
])("%j asks for secrets: %j", (query, asked) => {
  expect(secretsQuery.parse(query)).toEqual({ include_secrets: asked });
});
