import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { z } from "zod";

// AWS publishes what its services take as models; moto's own dependencies bring them.

const LIBRARIES = fileURLToPath(new URL("../../../../../.cache/moto/lib", import.meta.url));

const shape = z.looseObject({
  type: z.string(),
  required: z.array(z.string()).optional(),
  members: z.record(z.string(), z.looseObject({ shape: z.string() })).optional(),
  member: z.looseObject({ shape: z.string() }).optional(),
  value: z.looseObject({ shape: z.string() }).optional(),
  enum: z.array(z.string()).optional(),
});

const model = z.looseObject({
  operations: z.record(z.string(), z.looseObject({ input: z.looseObject({ shape: z.string() }).optional() })),
  shapes: z.record(z.string(), shape),
});

type Shape = z.infer<typeof shape>;

const PLAIN: Readonly<Record<string, (value: unknown) => boolean>> = {
  string: (value) => typeof value === "string",
  boolean: (value) => typeof value === "boolean",
  integer: Number.isInteger,
  long: Number.isInteger,
  double: Number.isFinite,
  float: Number.isFinite,
};

/** What one service of AWS takes. */
export class ApiModel {
  readonly #model: z.infer<typeof model>;

  constructor(service: string, version: string) {
    const [python = ""] = readdirSync(LIBRARIES);
    const file = join(LIBRARIES, python, "site-packages/botocore/data", service, version, "service-2.json.gz");
    this.#model = model.parse(JSON.parse(gunzipSync(readFileSync(file)).toString()));
  }

  /** What is wrong with a request: what is missing, unknown, or of another kind. */
  problems(operation: string, input: unknown): string[] {
    const name = this.#model.operations[operation]?.input?.shape;
    return name === undefined ? [`there is no ${operation}`] : this.#check(input, name, operation);
  }

  #check(value: unknown, name: string, path: string): string[] {
    const wanted = this.#model.shapes[name];
    if (wanted === undefined) return [`${path} has no model`];
    if (wanted.type === "structure") return this.#checkStructure(value, wanted, path);
    if (wanted.type === "list") {
      if (!Array.isArray(value)) return [`${path} is no list`];
      return value.flatMap((item, at) => this.#check(item, wanted.member?.shape ?? "", `${path}[${at}]`));
    }
    if (wanted.type === "map") {
      if (!isObject(value)) return [`${path} is no map`];
      return Object.entries(value).flatMap(([key, item]) =>
        this.#check(item, wanted.value?.shape ?? "", `${path}.${key}`),
      );
    }
    if (PLAIN[wanted.type]?.(value) !== true) return [`${path} is no ${wanted.type}`];
    const isKnown = wanted.enum === undefined || wanted.enum.includes(String(value));
    return isKnown ? [] : [`${path} is none of ${wanted.enum?.join(", ")}`];
  }

  #checkStructure(value: unknown, { members = {}, required = [] }: Shape, path: string): string[] {
    if (!isObject(value)) return [`${path} is no structure`];
    const missing = required.filter((key) => value[key] === undefined).map((key) => `${path}.${key} is missing`);
    const wrong = Object.entries(value).flatMap(([key, item]) => {
      const member = members[key];
      return member === undefined ? [`${path}.${key} is unknown`] : this.#check(item, member.shape, `${path}.${key}`);
    });
    return [...missing, ...wrong];
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
