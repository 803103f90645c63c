import { styleText } from "node:util";
import { expect, test } from "vitest";
import { type Column, displayWidth, tableLines } from "../src/table.ts";

interface Row {
  readonly name: string;
  readonly took: string;
}

const columns: readonly Column<Row>[] = [
  { header: "NAME", cell: ({ name }) => name, shrinks: true },
  { header: "TOOK", cell: ({ took }) => took, align: "right" },
];
const plain = (text: string) => text;
const red = (text: string) => styleText("red", text, { validateStream: false });

test("columns are as wide as their widest cell, and numbers stand right", () => {
  const rows = [
    { name: "brave-otter", took: "1.2s" },
    { name: "fox", took: "12ms" },
    { name: "x", took: "3s" },
  ];
  expect(tableLines(rows, columns, null, plain)).toEqual([
    "NAME         TOOK",
    "brave-otter  1.2s",
    "fox          12ms",
    "x              3s",
  ]);
});

test("colour and wide signs do not shift a column", () => {
  const rows = [
    { name: red("fox"), took: "1s" },
    { name: "日本", took: "2s" },
    { name: "👩‍🚀", took: "3s" },
  ];
  expect(tableLines(rows, columns, null, plain)).toEqual([
    "NAME  TOOK",
    `${red("fox")}     1s`,
    "日本    2s",
    "👩‍🚀      3s",
  ]);
});

test("where the terminal is narrow the widest shrinking column is cut, never below eight", () => {
  const rows = [{ name: red("a-very-long-run-name"), took: "12m 30s" }];
  expect(tableLines(rows, columns, 20, plain)).toEqual(["NAME            TOOK", "a-very-lon…  12m 30s"]);
  expect(tableLines(rows, columns, 5, plain)).toEqual(["NAME         TOOK", "a-very-…  12m 30s"]);
});

test("an id gives way before a name does, to a beginning that still tells it, and is left out before a name is cut", () => {
  const id = "01a21b11-0040-70f1-9061-ac3828bc20f9";
  const withId: readonly Column<Row>[] = [...columns, { header: "ID", cell: () => id, shrinks: "first" }];
  const rows = [{ name: "brave-otter", took: "1.2s" }];
  expect(tableLines(rows, withId, 60, plain)[1]).toBe(`brave-otter  1.2s  ${id}`);
  expect(tableLines(rows, withId, 45, plain)[1]).toBe("brave-otter  1.2s  01a21b11-0040-70f1-9061-a…");
  expect(tableLines(rows, withId, 38, plain)[1]).toBe("brave-otter  1.2s  01a21b11-0040-70f1…");
  expect(tableLines(rows, withId, 37, plain)[1]).toBe("brave-otter  1.2s");
  expect(tableLines(rows, withId, 15, plain)[1]).toBe("brave-ot…  1.2s");
});

test.each([
  ["abc", 3],
  ["é", 1],
  ["日本", 4],
  ["👍", 2],
  [red("abc"), 3],
])("%j takes %d columns", (text, width) => {
  expect(displayWidth(text)).toBe(width);
});

test("what is too wide even so leaves out columns that may be cut, the last one first", () => {
  const flow: Column<Row> = { header: "FLOW", cell: () => "orchestrate-taxi", shrinks: true };
  const tags: Column<Row> = { header: "TAGS", cell: () => "nightly, big", shrinks: true };
  const named = columns.map((column) => (column.header === "NAME" ? { ...column, shrinks: "last" as const } : column));
  const rows = [{ name: "brave-otter", took: "1.2s" }];
  const at = (width: number) => tableLines(rows, [...named, flow, tags], width, plain);
  expect(at(40)[1]).toBe("brave-otter  1.2s  orchestr…  nightly, …");
  expect(at(34)[1]).toBe("brave-o…  1.2s  orchest…  nightly…");
  expect(at(28)).toEqual(["NAME         TOOK  FLOW", "brave-otter  1.2s  orchest…"]);
  expect(at(17)).toEqual(["NAME         TOOK", "brave-otter  1.2s"]);
  expect(at(15)).toEqual(["NAME       TOOK", "brave-ot…  1.2s"]);
});
