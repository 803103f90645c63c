import { expect, test } from "vitest";
import { readTable } from "../../../src/components/artifact/table-data.ts";

test.each([
  [
    '[{"a":1,"b":"x"},{"a":2.5}]',
    {
      columns: ["a", "b"],
      rows: [
        ["1", "x"],
        ["2.5", ""],
      ],
    },
  ],
  [
    '{"a":[1,2],"b":[null,true]}',
    {
      columns: ["a", "b"],
      rows: [
        ["1", ""],
        ["2", "true"],
      ],
    },
  ],
  ["[[1,2],[3]]", { columns: ["1", "2"], rows: [["1", "2"], ["3"]] }],
  [[{ nested: { deep: 1 } }], { columns: ["nested"], rows: [['{"deep":1}']] }],
  ["[4,5]", { columns: ["value"], rows: [["4"], ["5"]] }],
  ["no json", null],
  [7, null],
])("%j is read as %j", (data, table) => {
  expect(readTable(data)).toStrictEqual(table);
});
