import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { blockSchemaChecksum } from "../../src/blocks/schema-checksum.ts";
import { isJsonObject, type JsonObject } from "../../src/json-object.ts";
import { parseExact } from "../../src/exact-json.ts";

function checksumOf(text: string): string {
  const fields = parseExact(text);
  if (!isJsonObject(fields)) throw new Error("not an object");
  return checksum(fields);
}

function checksum(fields: JsonObject): string {
  return blockSchemaChecksum(fields, (ascii) => createHash("sha256").update(ascii).digest("hex"));
}

/** What the real Prefect answers for the same text. */
const VECTORS: [what: string, text: string, digest: string][] = [
  ["nothing", "{}", "f8e6e96abbc38504d4e9c99fc57281fa0026bede1fa42db79f22f984501710f4"],
  [
    "a property with a default",
    '{"title":"A","type":"object","properties":{"x":{"type":"integer","default":5}}}',
    "39ba0a9776bff6f7b1f2fbd4c14d274efb594ba51bad94795e5534f82a0296e8",
  ],
  [
    "numbers of all kinds",
    '{"default":5.0,"tiny":0.00001,"small":0.0001,"big":1e16,"large":123456789012345680000.0,"huge":1e300,"exp":1E5,"negzero":-0.0,"intnegzero":-0,"long":123456789012345678901234567890,"frac":0.1,"third":0.3333333333333333,"e15":1000000000000000.0,"inf":1e400}',
    "2e1da6c3c2b0cd3d951393bbed10c1c1e6ad8bbb988d3da02137f53628156e64",
  ],
  [
    "texts of all alphabets",
    String.raw`{"é":"ü\u0000\u001f\u007f\"\\/\b\f\n\r\t","😀":"😀","\uffff":1,"a":[true,false,null]}`,
    "cadfc70561c7e5b25f6e3b8624acd6dcc267bbe2e54fd8bba8e7c0c7fa55883e",
  ],
  [
    "secret fields at all depths",
    '{"secret_fields":["a"],"b":{"secret_fields":["c"],"d":1},"list":[{"secret_fields":["kept"]}]}',
    "04e6d6d2fd96b0bc97286517b2ac6b22c374edc774a7b1dc2c715f44e75e091a",
  ],
  [
    "definitions that are none",
    '{"definitions":{}}',
    "79b9787dcd02e098a1b261c2d8be3dbe363953714e67eccf5610554df8050ed1",
  ],
  [
    "definitions that are null",
    '{"definitions":null}',
    "47fd53ae6b43ca711ec233e27db367113867df8043cd648ff958d1519563fdb6",
  ],
  [
    "definitions of blocks and of others",
    '{"properties":{"a":{"$ref":"#/definitions/A"},"b":{"anyOf":[{"$ref":"#/definitions/B"}]}},"definitions":{"A":{"title":"A","properties":{"c":{"$ref":"#/definitions/C"}}},"B":{"title":"B","block_type_slug":"b","properties":{"d":{"$ref":"#/definitions/D"}}},"C":{"title":"C"},"D":{"title":"D"},"E":{"title":"E"}}}',
    "e4dbac1c472eee810db9fe74aa2e5b67957c9e9be8067e98234dd9b0bc7879b8",
  ],
  [
    "definitions of blocks alone",
    '{"properties":{"a":{"$ref":"#/definitions/B"}},"definitions":{"B":{"block_type_slug":"b"}}}',
    "d93f8f7f169e66bbbe90dc0459a511cdfd52035c6c65bba4876f24f144915b6f",
  ],
  [
    "properties and definitions with odd references",
    '{"properties":{"$ref":{"type":"string"},"a":{"$ref":"#/definitions/A"}},"definitions":{"A":{"block_type_slug":null,"x":{"$ref":""}}}}',
    "1e3489b1b30439781063b0d9a5677cd34a22edd836cf084faab7882aa69c02db",
  ],
  [
    "keys in another order",
    '{"z":1,"a":{"y":[],"b":{}}}',
    "4d5a798a100c3cb80f2cff50d1a621dbf3301eb5d4bd90163050b321d001404f",
  ],
];

describe("the checksum is the one that clients compute", () => {
  test.each(VECTORS)("of %s", (_what, text, digest) => {
    expect(checksumOf(text)).toBe(`sha256:${digest}`);
  });
});

test("definitions that refer to themselves or each other end", () => {
  const node = {
    title: "Node",
    properties: { next: { $ref: "#/definitions/Node" }, other: { $ref: "#/definitions/B" } },
  };
  const other = { title: "B", properties: { back: { $ref: "#/definitions/Node" } } };
  const fields = { properties: { root: { $ref: "#/definitions/Node" } }, definitions: { Node: node, B: other } };
  expect(checksum(fields)).toBe(
    checksum({ ...fields, definitions: { ...fields.definitions, Unused: { title: "U" } } }),
  );
});

test("a definition is found by its own keys only", () => {
  const fields = { properties: { a: { $ref: "#/definitions/constructor" } }, definitions: { A: { title: "A" } } };
  expect(checksum(fields)).toBe(checksum({ properties: fields.properties }));
});
