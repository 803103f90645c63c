import { expect, test } from "vitest";
import { openApiDocument } from "../../src/http/openapi.ts";
import { routes } from "../../src/routes/registry.ts";

const document = openApiDocument(routes);
const text = JSON.stringify(document);

test("every operation is described once", () => {
  const { paths } = document as { paths: Record<string, Record<string, { operationId: string }>> };
  const described = Object.entries(paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
  );
  expect(described.toSorted()).toEqual(routes.map(({ method, path }) => `${method} /api${path}`).toSorted());
  const ids = Object.values(paths).flatMap((operations) => Object.values(operations).map((one) => one.operationId));
  expect(new Set(ids).size).toBe(ids.length);
});

test("every reference leads somewhere", () => {
  const { schemas } = (document as { components: { schemas: Record<string, unknown> } }).components;
  const references = [...text.matchAll(/"\$ref":"([^"]+)"/g)].map(([, reference]) => reference);
  expect(references.length).toBeGreaterThan(0);
  for (const reference of references) {
    expect(Object.keys(schemas)).toContain(reference?.replace("#/components/schemas/", ""));
  }
});

test("every named schema says what it is, and not only its own name", () => {
  const { schemas } = (document as { components: { schemas: Record<string, Record<string, unknown>> } }).components;
  const empty = Object.entries(schemas).filter(([name, schema]) => schema["$ref"] === `#/components/schemas/${name}`);
  expect(empty.map(([name]) => name)).toEqual([]);
});

test("a path's parameters are all described", () => {
  const { paths } = document as {
    paths: Record<string, Record<string, { parameters?: { name: string; in: string }[] }>>;
  };
  for (const [path, operations] of Object.entries(paths)) {
    const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    for (const { parameters = [] } of Object.values(operations)) {
      expect(parameters.filter((parameter) => parameter.in === "path").map(({ name }) => name)).toEqual(named);
    }
  }
});

test("dates, ids and bounds are told", () => {
  expect(text).toContain('"format":"date-time"');
  expect(text).toContain('"format":"uuid"');
  expect(text).toMatch(/"limit":\{"anyOf":\[\{"type":"integer","minimum":0,"maximum":200\}/);
});

test("it is the same each time", () => {
  expect(JSON.stringify(openApiDocument(routes))).toBe(text);
});
