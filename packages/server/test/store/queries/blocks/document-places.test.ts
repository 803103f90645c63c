import { expect, test } from "vitest";
import { documentPlaces } from "../../../../src/store/queries/blocks/document-places.ts";
import type { DocumentLibrary } from "../../../../src/store/queries/blocks/block-document-library.ts";

type Library = Pick<DocumentLibrary, "documents" | "references">;

/** Which documents are nested in which. Of a document only its id is looked at. */
function library(nested: Readonly<Record<string, readonly string[]>>): Library {
  const documents = new Map(Object.keys(nested).map((id) => [id, { id }])) as unknown as Library["documents"];
  const references = new Map(
    Object.entries(nested).map(([id, ids]) => [id, ids.map((referenceId, at) => ({ name: `n${at}`, referenceId }))]),
  );
  return { documents, references };
}

test.each<[string, Record<string, string[]>, Record<string, number>]>([
  ["one alone is shown once", { a: [] }, { a: 1 }],
  ["one that stands in two places is shown twice", { a: ["b", "b"], b: ["c"], c: [] }, { c: 1, b: 2, a: 5 }],
  ["one that is gone is not shown", { a: ["gone"] }, { a: 1 }],
  [
    "what is nested too deep has no count, and what is in there has",
    { a: ["b"], b: ["c"], c: ["d"], d: [] },
    { d: 1, c: 2, b: 3 },
  ],
  ["those in a circle have none", { a: ["b"], b: ["a"], c: ["a"], d: [] }, { d: 1 }],
])("%s", (_words, nested, counts) => {
  expect(Object.fromEntries(documentPlaces(library(nested), 2))).toEqual(counts);
});

test("the number of places costs nothing", () => {
  const levels = Array.from({ length: 60 }, (_, level) => [
    `l${level}`,
    level === 0 ? [] : [`l${level - 1}`, `l${level - 1}`],
  ]);
  expect(documentPlaces(library(Object.fromEntries(levels)), 60).get("l59")).toBe(2 ** 60 - 1);
});
