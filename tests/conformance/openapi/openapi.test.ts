import { openApiDocument } from "@tutti/server/http/openapi";
import { routes } from "@tutti/server/routes/registry";
import { expect, inject, test } from "vitest";
import { operationShapes, type OpenApiDocument, type OperationShape } from "./document-shape.ts";
import { openApiDifferences } from "./openapi-differences.ts";

// Our document beside that of a real Prefect server: the same operations, taking and giving the same names.

const PARTS = ["query", "body", "reply"] as const;

async function documents() {
  const theirs = await (await fetch(`${inject("prefectOrigin")}/openapi.json`)).json();
  // Ours is made as a plain object; both are OpenAPI documents.
  const ours = openApiDocument(routes) as unknown as OpenApiDocument;
  return { ours: operationShapes(ours), theirs: operationShapes(theirs as OpenApiDocument) };
}

test("every operation of Prefect's is there, and what is only ours lies apart", async () => {
  const { ours, theirs } = await documents();
  expect([...theirs.keys()].filter((operation) => !ours.has(operation))).toEqual([]);
  const added = [...ours.keys()].filter((operation) => !theirs.has(operation));
  expect(added.filter((operation) => !/^\w+ \/tutti\//.test(operation))).toEqual([]);
});

test("what they take and give has Prefect's names, but for the differences that are meant", async () => {
  const { ours, theirs } = await documents();
  const found = [...ours].flatMap(([operation, shape]) => {
    const other = theirs.get(operation);
    return other === undefined ? [] : PARTS.flatMap((part) => differences(operation, part, shape, other));
  });
  const meant = openApiDifferences.flatMap(({ operation, part, names }) =>
    names.map((name) => `${operation} ${part} ${name}`),
  );
  expect(found.toSorted()).toEqual(meant.toSorted());
});

function differences(operation: string, part: (typeof PARTS)[number], ours: OperationShape, theirs: OperationShape) {
  const added = [...ours[part]].filter((name) => !theirs[part].has(name)).map((name) => `+${name}`);
  const missing = [...theirs[part]].filter((name) => !ours[part].has(name)).map((name) => `-${name}`);
  return [...added, ...missing].map((name) => `${operation} ${part} ${name}`);
}
