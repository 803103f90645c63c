// What a client can tell of an operation from an OpenAPI document: the names it takes and gives, and which it must be
// given. How a document nests and names its schemas is its own affair.

interface Schema {
  readonly $ref?: string;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly type?: string | readonly string[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
}

interface Content {
  readonly content?: Readonly<Record<string, { readonly schema?: Schema }>>;
}

interface Described {
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly required?: boolean }[];
  readonly requestBody?: Content;
  readonly responses: Readonly<Record<string, Content>>;
}

export interface OpenApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

/** Names by part; a name ends in `!` where it must be given, and begins with `[]` within a list. */
export type OperationShape = Readonly<Record<"query" | "body" | "reply", ReadonlySet<string>>>;

/** Every operation below `/api`, by method and path; what a parameter is called does not matter. */
export function operationShapes(document: OpenApiDocument): Map<string, OperationShape> {
  const shapes = new Map<string, OperationShape>();
  for (const [path, methods] of Object.entries(document.paths)) {
    const plain = path
      .replace(/^\/api(?=\/)/, "")
      .replace(/(.)\/$/, "$1")
      .replaceAll(/\{\w+\}/g, "{}");
    for (const [method, described] of Object.entries(methods)) {
      shapes.set(`${method.toUpperCase()} ${plain}`, shapeOf(described, document));
    }
  }
  return shapes;
}

function shapeOf(
  { parameters = [], requestBody = {}, responses }: Described,
  document: OpenApiDocument,
): OperationShape {
  const query = parameters.filter((parameter) => parameter.in === "query");
  const reply = responses["200"] ?? responses["201"] ?? {};
  return {
    query: new Set(query.map(({ name, required }) => (required === true ? `${name}!` : name))),
    body: new Set(names(jsonOf(requestBody), document)),
    // A reply's fields are there whether or not the document says so.
    reply: new Set(names(jsonOf(reply), document).map((name) => name.replace(/!$/, ""))),
  };
}

function jsonOf({ content }: Content): Schema {
  return content?.["application/json"]?.schema ?? {};
}

function names(schema: Schema, document: OpenApiDocument): string[] {
  if (schema.$ref !== undefined) return names(resolve(schema.$ref, document), document);
  const options = schema.anyOf ?? schema.oneOf ?? schema.allOf;
  if (options !== undefined) return options.flatMap((option) => names(option, document));
  if (schema.type === "array") return names(schema.items ?? {}, document).map((name) => `[].${name}`);
  const required = new Set(schema.required);
  return Object.keys(schema.properties ?? {}).map((name) => (required.has(name) ? `${name}!` : name));
}

function resolve(reference: string, { components }: OpenApiDocument): Schema {
  return components.schemas[reference.slice("#/components/schemas/".length)] ?? {};
}
