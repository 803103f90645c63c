import { blockDocumentSort, blockDocumentsFilterBody } from "@tutti/core/wire/block-document";
import { blockSchemasFilterBody } from "@tutti/core/wire/block-schema";
import { blockTypesFilterBody } from "@tutti/core/wire/block-type";
import { afterAll, beforeAll, expect, test } from "vitest";
import { systemDeps } from "../../../../src/deps.ts";
import { openReader, type Connection } from "../../../../src/store/sqlite/connection.ts";
import { prepareFile } from "../../../../src/store/sqlite/prepare-file.ts";
import { freshSqlite, type TestDatabase } from "../../../support/databases.ts";
import { plansOf } from "../../../support/query-plans.ts";

// What clients and the dashboard ask of blocks is found by an index, and read in its order.

const ID = "0190c4e2-7b1f-7a3e-8f00-0123456789ab";

let database: TestDatabase;
let connection: Connection;

beforeAll(async () => {
  database = await freshSqlite();
  const path = database.url.slice("sqlite:///".length);
  await prepareFile(path, systemDeps);
  connection = openReader(path);
});
afterAll(async () => {
  connection.close();
  await database.drop();
});

async function faults(
  ...read: Parameters<typeof plansOf> extends [unknown, ...infer R] ? R : never
): Promise<string[]> {
  const lines = (await plansOf(connection, ...read)).flat();
  return lines.filter((line) => /^SCAN \w+$/.test(line) || line === "USE TEMP B-TREE FOR ORDER BY");
}

test.each(blockDocumentSort.options)("the first page of documents, %s", async (sort) => {
  expect(await faults("listBlockDocuments", blockDocumentsFilterBody.parse({ sort }))).toEqual([]);
});

test("types by name, schemas by age", async () => {
  expect(await faults("listBlockTypes", blockTypesFilterBody.parse({}))).toEqual([]);
  expect(await faults("listBlockSchemas", blockSchemasFilterBody.parse({}))).toEqual([]);
});

test("one of each, by each of its names", async () => {
  expect(await faults("readBlockType", { slug: "secret" })).toEqual([]);
  // The versions of one schema are few enough to sort.
  expect(await faults("readBlockSchema", { checksum: "sha256:x" })).toEqual(["USE TEMP B-TREE FOR ORDER BY"]);
  expect(await faults("readBlockSchema", { checksum: "sha256:x", version: "1" })).toEqual([]);
  expect(await faults("readBlockDocument", { id: ID })).toEqual([]);
  expect(await faults("readBlockDocument", { slug: "secret", name: "kept" })).toEqual([]);
  expect(await faults("listBlockDocumentsOfType", { slug: "secret" })).toEqual([]);
});
