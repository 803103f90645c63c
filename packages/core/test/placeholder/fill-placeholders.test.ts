import { expect, test } from "vitest";
import { parseExact } from "../../src/exact-json.ts";
import { type Filling, fillPlaceholders, placeholdersWithin } from "../../src/placeholder/fill-placeholders.ts";

const VALUES: Readonly<Record<string, Filling>> = {
  n: { value: 5 },
  exact: { value: parseExact("5.0") },
  yes: { value: true },
  none: { value: null },
  list: { value: ["a", 1] },
  text: { value: "{{ n }}" },
  gone: "nothing",
};

function fill(template: unknown): unknown {
  return fillPlaceholders(template, (named) => {
    if (named.kind === "document") return named.id === "d" ? { value: { host: "h" } } : "nothing";
    if (named.kind === "block") return { value: named.name === "list" ? [1] : { a: 1 } };
    return named.kind === "value" ? (VALUES[named.path.join(".")] ?? "keep") : "keep";
  });
}

test.each([
  [7, 7],
  [null, null],
  ["plain", "plain"],
  ["{{ n }}", 5],
  ["{{ exact }}", parseExact("5.0")],
  ["{{ list }}", ["a", 1]],
  ["{{ none }}", null],
  ["{{ gone }}", undefined],
  ["{{ unknown }}", "{{ unknown }}"],
  ["n={{ n }}, {{exact}}, {{ yes }}, {{ none }}.", "n=5, 5.0, True, None."],
  ["{{ list }} as text", "['a', 1] as text"],
  ["a{{ gone }}b{{ unknown }}c{{ n }}{{ n }}", "ab{{ unknown }}c55"],
  ["{{ text }}{{ text }}", "{{ n }}{{ n }}"],
  [
    { a: ["{{ gone }}", "{{ n }}"], b: "{{ gone }}", c: { d: "{{ yes }}" } },
    { a: [5], c: { d: true } },
  ],
  ["{{ prefect.blocks.json.object }}", { a: 1 }],
  [{ storage: { $ref: { block_document_id: "d" } } }, { storage: { host: "h" } }],
  [{ storage: { $ref: { block_document_id: "other" } }, n: 1 }, { n: 1 }],
  [{ $ref: { block_document_id: 5 } }, { $ref: { block_document_id: 5 } }],
  [{ $ref: "#/definitions/x" }, { $ref: "#/definitions/x" }],
])("%j becomes %j", (template, filled) => {
  expect(fill(template)).toEqual(filled);
});

test.each([
  ["a {{ prefect.blocks.json.object }}", "an object"],
  ["a {{ prefect.blocks.json.list }}", "a list"],
])("%s: a block's value within a text is a text", (template, what) => {
  expect(() => fill(template)).toThrow(
    `A template cannot be filled: ${template.slice(2)} stands within a text, and is no text but ${what}`,
  );
});

test("all placeholders within are told, also a document that is named by its id", () => {
  const template = { a: ["{{ n }}"], b: { $ref: { block_document_id: "d" } } };
  expect(placeholdersWithin(template)).toEqual([
    { kind: "value", text: "{{ n }}", path: ["n"] },
    { kind: "document", id: "d" },
  ]);
});
