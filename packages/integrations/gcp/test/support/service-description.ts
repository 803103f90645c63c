import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";

// What Google publishes of a service for clients to be made of: which requests there are, and what stands in them.

const LIBRARIES = fileURLToPath(new URL("../../../../../.cache/google/lib", import.meta.url));

interface Schema {
  readonly $ref?: string | undefined;
  readonly type?: string | undefined;
  readonly properties?: Readonly<Record<string, Schema>> | undefined;
  readonly additionalProperties?: Schema | undefined;
  readonly items?: Schema | undefined;
  readonly enum?: readonly string[] | undefined;
  readonly readOnly?: boolean | undefined;
}

const schema: z.ZodType<Schema> = z.lazy(() =>
  z.object({
    $ref: z.string().optional(),
    type: z.string().optional(),
    properties: z.record(z.string(), schema).optional(),
    additionalProperties: schema.optional(),
    items: schema.optional(),
    enum: z.array(z.string()).optional(),
    readOnly: z.boolean().optional(),
  }),
);

const method = z.object({
  id: z.string(),
  httpMethod: z.string(),
  flatPath: z.string(),
  parameters: z.record(z.string(), z.object({ location: z.string() })).default({}),
  request: schema.optional(),
  response: schema,
});

type Method = z.output<typeof method>;

interface Resource {
  readonly methods?: Readonly<Record<string, Method>> | undefined;
  readonly resources?: Readonly<Record<string, Resource>> | undefined;
}

const resource: z.ZodType<Resource> = z.lazy(() =>
  z.object({
    methods: z.record(z.string(), method).optional(),
    resources: z.record(z.string(), resource).optional(),
  }),
);

const description = z.object({
  schemas: z.record(z.string(), schema),
  resources: z.record(z.string(), resource),
});

/** The description of one version of a service, such as `run.v2`. */
export class ServiceDescription {
  readonly #methods: readonly Method[];
  readonly #schemas: Readonly<Record<string, Schema>>;

  constructor(name: string) {
    const [python = ""] = readdirSync(LIBRARIES);
    const folder = "site-packages/googleapiclient/discovery_cache/documents";
    const text = readFileSync(join(LIBRARIES, python, folder, `${name}.json`), "utf8");
    const { resources, schemas } = description.parse(JSON.parse(text));
    this.#methods = Object.values(resources).flatMap(methodsOf);
    this.#schemas = schemas;
  }

  /** Which of the service's methods a request is for. */
  methodOf(httpMethod: string, path: string): Method | null {
    const fits = (each: Method) => each.httpMethod === httpMethod && patternOf(each.flatPath).test(path);
    return this.#methods.find(fits) ?? null;
  }

  /** What is wrong with a request's query and body by the description. */
  problemsOf({ parameters, request }: Method, query: URLSearchParams, body: unknown): string[] {
    const unknown = [...query.keys()].filter((key) => parameters[key]?.location !== "query");
    const wrong = request === undefined ? (body === undefined ? [] : ["a body"]) : this.#wrong(body ?? {}, request, "");
    return [...unknown.map((key) => `query ${key}`), ...wrong];
  }

  /** What is wrong with an answer: fakes are held to the description, too. */
  problemsOfAnswer({ response }: Method, body: unknown): string[] {
    return this.#wrong(body, response, "", false);
  }

  #wrong(value: unknown, given: Schema, path: string, isRequest = true): string[] {
    const told = given.$ref === undefined ? given : (this.#schemas[given.$ref] ?? {});
    if (isRequest && given.readOnly === true) return [`${path} is read-only`];
    if (told.type === "array") return this.#wrongItems(value, told, path, isRequest);
    if (told.type === "object") return this.#wrongFields(value, told, path, isRequest);
    return isOfType(value, told) ? [] : [`${path} is no ${told.enum?.join(" or ") ?? told.type}`];
  }

  #wrongItems(value: unknown, { items = {} }: Schema, path: string, isRequest: boolean): string[] {
    if (!Array.isArray(value)) return [`${path} is no list`];
    return value.flatMap((item, at) => this.#wrong(item, items, `${path}[${at}]`, isRequest));
  }

  #wrongFields(value: unknown, told: Schema, path: string, isRequest: boolean): string[] {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return [`${path} is no object`];
    return Object.entries(value).flatMap(([key, item]) => {
      const field = told.properties?.[key] ?? told.additionalProperties;
      if (field === undefined) return [`${path}.${key} is unknown`];
      return this.#wrong(item, field, `${path}.${key}`, isRequest);
    });
  }
}

function methodsOf({ methods = {}, resources = {} }: Resource): Method[] {
  return [...Object.values(methods), ...Object.values(resources).flatMap(methodsOf)];
}

function patternOf(flatPath: string): RegExp {
  const parts = flatPath.split(/\{\w+\}/).map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  return new RegExp(`^/${parts.join("[^/:]+")}$`);
}

function isOfType(value: unknown, { type, enum: words }: Schema): boolean {
  if (words !== undefined) return typeof value === "string" && words.includes(value);
  if (type === "any" || type === undefined) return true;
  return type === "integer" ? Number.isInteger(value) : typeof value === type;
}
