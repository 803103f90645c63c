import { describe, expect, test } from "vitest";
import {
  declaredReferences,
  nestedFields,
  rebuiltFields,
  storedFields,
  type SchemaLibrary,
  type SchemaReference,
  type StoredSchema,
} from "../../src/blocks/schema-references.ts";

const reference = (slug: string) => ({ block_type_slug: slug, block_schema_checksum: `sha256:${slug}` });

describe("what a schema says of nested blocks", () => {
  test.each([
    ["nothing", {}, []],
    ["one", { a: reference("x") }, [{ name: "a", slug: "x", checksum: "sha256:x" }]],
    [
      "several in one field",
      { a: [reference("x"), reference("y")] },
      [
        { name: "a", slug: "x", checksum: "sha256:x" },
        { name: "a", slug: "y", checksum: "sha256:y" },
      ],
    ],
    ["no object", { a: 1 }, null],
    ["no checksum", { a: { block_type_slug: "x" } }, null],
    ["a list instead", [], null],
  ])("%s", (_what, block_schema_references, expected) => {
    expect(declaredReferences({ block_schema_references })).toEqual(expected);
  });

  test("or leaves it out", () => {
    expect(declaredReferences({ title: "T" })).toEqual([]);
  });
});

describe("stored fields", () => {
  const definitions = {
    Block: { block_type_slug: "b", properties: { x: { $ref: "#/definitions/Inner" } } },
    Inner: { title: "Inner" },
    Unused: { title: "Unused" },
  };
  const fields = { title: "T", properties: { b: { $ref: "#/definitions/Block" } }, block_schema_references: {} };

  test("keep the definitions that are reached, and no blocks", () => {
    const { block_schema_references: _references, ...own } = fields;
    expect(storedFields({ ...fields, definitions }, definitions)).toEqual({
      ...own,
      definitions: { Inner: definitions.Inner },
    });
  });

  test("have no definitions where only blocks were", () => {
    const blocks = { Block: { block_type_slug: "b" } };
    expect(storedFields({ title: "T", definitions: blocks }, blocks)).toEqual({ title: "T" });
  });

  test("stay as they are without definitions", () => {
    expect(storedFields({ title: "T", definitions: {} }, null)).toEqual({ title: "T", definitions: {} });
  });
});

describe("the fields of a nested block", () => {
  const definitions = { One: { block_type_slug: "one" }, Two: { block_type_slug: "two" } };
  const [one, two] = [{ $ref: "#/definitions/One" }, { $ref: "#/definitions/Two" }];
  const at = (property: object, slug: string) =>
    nestedFields({ properties: { a: property } }, definitions, { name: "a", slug, checksum: "" });

  test("are those of the one definition that the property names", () => {
    expect(at(one, "whatever")).toBe(definitions.One);
  });

  test("are those of its type where several are named", () => {
    expect(at({ anyOf: [one, two] }, "two")).toBe(definitions.Two);
    expect(at({ anyOf: [one, two] }, "three")).toBeNull();
  });

  test("are not there without a definition or a property", () => {
    expect(at({ $ref: "#/definitions/None" }, "one")).toBeNull();
    expect(nestedFields({}, definitions, { name: "a", slug: "one", checksum: "" })).toBeNull();
  });
});

describe("a schema is rebuilt", () => {
  const schema = (id: string, fields: object): StoredSchema => ({
    id,
    checksum: `sha256:${id}`,
    slug: id,
    fields: { ...fields },
  });

  function library(schemas: StoredSchema[], references: Record<string, SchemaReference[]>): SchemaLibrary {
    return {
      schemas: new Map(schemas.map((item) => [item.id, item])),
      references: new Map(Object.entries(references)),
    };
  }

  test("with what belongs to the blocks nested in it, flat and by title", () => {
    const leaf = schema("leaf", { title: "Leaf", definitions: { Own: { title: "Own" } } });
    const middle = schema("middle", { title: "Middle" });
    const nameless = schema("nameless", {});
    const root = schema("root", { title: "Root", definitions: { Mine: { title: "Mine" } } });
    const known = library([root, middle, leaf, nameless], {
      root: [
        { name: "a", referenceId: "middle" },
        { name: "a", referenceId: "leaf" },
        { name: "a", referenceId: "leaf" },
        { name: "n", referenceId: "nameless" },
        { name: "lost", referenceId: "gone" },
      ],
      middle: [{ name: "b", referenceId: "leaf" }],
    });
    expect(rebuiltFields(root, known)).toEqual({
      title: "Root",
      block_schema_references: { a: [reference("middle"), reference("leaf")], n: reference("nameless") },
      definitions: {
        Mine: { title: "Mine" },
        Middle: { title: "Middle", block_schema_references: { b: reference("leaf") } },
        Leaf: { title: "Leaf", block_schema_references: {} },
        Own: { title: "Own" },
      },
    });
  });

  test("without definitions when there are none", () => {
    const root = schema("root", { title: "Root" });
    expect(rebuiltFields(root, library([root], {}))).toEqual({ title: "Root", block_schema_references: {} });
  });
});
