import { expect, test } from "vitest";
import { InvalidReference, separateReferences } from "../../src/blocks/document-references.ts";

const id = "0190c4e2-7b1f-7a3e-8f00-0123456789ab";

test("references to blocks stand apart from the data", () => {
  const data = { a: { $ref: { block_document_id: id } }, b: { deep: { $ref: { block_document_id: id } } }, c: [1] };
  expect(separateReferences(data)).toEqual({
    data: { b: data.b, c: [1] },
    references: [{ name: "a", documentId: id }],
  });
});

test.each([id.toUpperCase(), id.replaceAll("-", "")])("an id may be written as %s", (written) => {
  expect(separateReferences({ a: { $ref: { block_document_id: written } } })).toEqual({
    data: {},
    references: [{ name: "a", documentId: id }],
  });
});

test.each([{}, null, "text", { block_document_id: null }, { block_document_id: "none" }, { block_document_id: 1 }])(
  "a reference of %j names no block",
  ($ref) => {
    expect(separateReferences({ a: 1, b: { $ref } })).toEqual(new InvalidReference("b"));
  },
);
