import { API_ERRORS } from "@tutti/core/api-errors";
import { z } from "zod";
import { nameComponents } from "./openapi-components.ts";
import type { Route } from "./route.ts";
import { TUTTI_VERSION } from "./versions.ts";

type Json = Record<string, unknown>;

/** The API as OpenAPI 3.1, made of the schemas that requests are parsed with. */
export function openApiDocument(routes: readonly Route[]): Json {
  nameComponents();
  const components: Json = {};
  const schemaOf = (schema: z.ZodType) => jsonSchema(schema, components);
  const paths: Record<string, Json> = {};
  for (const route of routes) {
    const operations = (paths[`/api${route.path}`] ??= {});
    operations[route.method.toLowerCase()] = operation(route, schemaOf);
  }
  return {
    openapi: "3.1.0",
    info: { title: "Tutti API", version: TUTTI_VERSION },
    paths,
    components: { schemas: sorted(components), securitySchemes: { basic: { type: "http", scheme: "basic" } } },
    security: [{ basic: [] }],
  };
}

type SchemaOf = (schema: z.ZodType) => Json;

function operation(route: Route, schemaOf: SchemaOf): Json {
  const parameters = [...parametersIn("path", route.params, schemaOf), ...parametersIn("query", route.query, schemaOf)];
  return {
    summary: route.summary,
    operationId: `${route.method.toLowerCase()}${route.path.replaceAll(/\W+/g, "_")}`,
    ...(route.tags === undefined ? {} : { tags: route.tags }),
    ...(route.access === "open" ? { security: [] } : {}),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(route.body === undefined ? {} : { requestBody: requestBody(route.body, schemaOf) }),
    responses: responses(route, schemaOf),
  };
}

function requestBody(body: z.ZodType, schemaOf: SchemaOf): Json {
  return { required: !body.safeParse({}).success, content: { "application/json": { schema: schemaOf(body) } } };
}

function parametersIn(place: "path" | "query", schema: z.ZodType | undefined, schemaOf: SchemaOf): Json[] {
  if (!(schema instanceof z.ZodObject)) return [];
  return Object.entries(schema.shape).map(([name, part]) => ({
    name,
    in: place,
    required: place === "path" || !(part as z.ZodType).safeParse(undefined).success,
    schema: schemaOf(part as z.ZodType),
  }));
}

function responses(route: Route, schemaOf: SchemaOf): Json {
  const answers: Record<string, Json> = {};
  for (const [status, schema] of Object.entries(route.reply)) {
    answers[status] = {
      description: Number(status) === 204 ? "Done; no content" : "Successful response",
      ...(schema === null ? {} : { content: { [route.produces ?? "application/json"]: { schema: schemaOf(schema) } } }),
    };
  }
  for (const code of route.errors ?? []) {
    const { status, fix } = API_ERRORS[code];
    answers[status] = errorAnswer(fix, DETAIL);
  }
  if (route.params !== undefined) answers["404"] ??= errorAnswer(API_ERRORS.not_found.fix, DETAIL);
  if (takesInput(route))
    answers["422"] = errorAnswer("The request does not fit its schema; nothing was changed.", INVALID);
  if (route.access !== "open") answers["401"] = errorAnswer(API_ERRORS.unauthorized.fix, EXCEPTION);
  return answers;
}

function takesInput(route: Route): boolean {
  return route.body !== undefined || route.query !== undefined;
}

const DETAIL = { type: "object", properties: { detail: { type: "string" } } };
const EXCEPTION = { type: "object", properties: { exception_message: { type: "string" } } };
const INVALID = {
  type: "object",
  properties: {
    exception_message: { type: "string" },
    exception_detail: { type: "array", items: { type: "object" } },
    request_body: {},
  },
};

function errorAnswer(description: string, schema: Json): Json {
  return { description, content: { "application/json": { schema } } };
}

/** Named schemas go to `components`, once, and are referred to. Both directions are described as they are on the wire. */
function jsonSchema(schema: z.ZodType, components: Json): Json {
  const {
    $schema: _,
    $defs = {},
    ...root
  } = z.toJSONSchema(schema, { io: "input", unrepresentable: "any", override: withoutUuidPattern });
  Object.assign(components, rebase($defs));
  const name = z.globalRegistry.get(schema)?.id;
  if (name === undefined) return rebase(root);
  // What refers to itself, or is referred to twice, is among the definitions already.
  if (!("$ref" in root)) components[name] = rebase(root);
  return { $ref: `#/components/schemas/${name}` };
}

/** `format: uuid` says it. */
function withoutUuidPattern({ jsonSchema }: { jsonSchema: { format?: string; pattern?: string } }): void {
  if (jsonSchema.format === "uuid") delete jsonSchema.pattern;
}

function rebase(schema: Json): Json {
  const text = JSON.stringify(schema, (key, value: unknown) =>
    key === "id" && typeof value === "string" ? undefined : value,
  );
  return JSON.parse(text.replaceAll("#/$defs/", "#/components/schemas/")) as Json;
}

function sorted(named: Json): Json {
  return Object.fromEntries(Object.entries(named).toSorted(([a], [b]) => a.localeCompare(b)));
}
