import { expect, test } from "vitest";
import { DictVectorizer } from "../src/dict-vectorizer.ts";

const rows = [
  { zone: "b", miles: 2 },
  { zone: "a", miles: 0 },
  { zone: "b", miles: 0.5 },
];

test("categories become columns of their own, in the order of their names, and zero stays a value", () => {
  const vectorizer = DictVectorizer.fit(rows);
  expect(vectorizer.featureNames).toEqual(["miles", "zone=a", "zone=b"]);
  expect(vectorizer.transform(rows)).toEqual({
    rowCount: 3,
    columnCount: 3,
    rowStarts: Uint32Array.of(0, 2, 4, 6),
    columnIndices: Uint32Array.of(0, 2, 0, 1, 0, 2),
    values: Float32Array.of(2, 1, 0, 1, 0.5, 1),
  });
});

test("a category that was never seen has no cell", () => {
  expect(DictVectorizer.fit(rows).transform([{ zone: "c", miles: 3 }])).toEqual({
    rowCount: 1,
    columnCount: 3,
    rowStarts: Uint32Array.of(0, 1),
    columnIndices: Uint32Array.of(0),
    values: Float32Array.of(3),
  });
});

test("a vectoriser read back from its columns transforms alike", () => {
  const fitted = DictVectorizer.fit(rows);
  expect(new DictVectorizer(fitted.featureNames).transform(rows)).toEqual(fitted.transform(rows));
});
