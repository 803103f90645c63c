import { openApiDocument } from "../../src/http/openapi.ts";
import { routes } from "../../src/routes/registry.ts";
import type { Schema } from "./schema-values.ts";

export interface Parameter {
  readonly name: string;
  readonly in: "path" | "query";
  readonly required: boolean;
  readonly schema: Schema;
}

/** One operation of our own OpenAPI document. */
export interface Operation {
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly Parameter[];
  readonly body: { readonly schema: Schema; readonly isRequired: boolean } | null;
  /** By status: the schema of JSON, or null where there is something else or nothing. */
  readonly replies: ReadonlyMap<number, Schema | null>;
}

type Content = { readonly content?: Readonly<Record<string, { readonly schema: Schema }>> };
interface Described {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: Content & { readonly required: boolean };
  readonly responses: Readonly<Record<string, Content>>;
}
interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

// The document is made by the code under test, in the shape of OpenAPI.
const document = openApiDocument(routes) as unknown as Document;

export const components = document.components.schemas;

export const operations: readonly Operation[] = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, described]) => operation(method.toUpperCase(), path, described)),
);

function operation(method: string, path: string, { parameters = [], requestBody, responses }: Described): Operation {
  const schema = requestBody === undefined ? null : jsonSchema(requestBody);
  return {
    method,
    path,
    parameters,
    body: schema === null ? null : { schema, isRequired: requestBody?.required === true },
    replies: new Map(Object.entries(responses).map(([status, reply]) => [Number(status), jsonSchema(reply)])),
  };
}

function jsonSchema({ content }: Content): Schema | null {
  return content?.["application/json"]?.schema ?? null;
}
