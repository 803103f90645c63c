import { expect, test } from "vitest";
import { lengthOfRow } from "../src/length-row.ts";

test.each([
  [0, 0.001],
  [6, 0.01],
  [18, 1],
  [36, 1000],
])("row %i begins at %f s", (row, seconds) => {
  expect(lengthOfRow(row)).toBeCloseTo(seconds, 9);
});
