import { plainNumber } from "../exact-json.ts";
import { isJsonObject } from "../json-object.ts";
import { ARRAY_KEYWORDS } from "./array-keywords.ts";
import { LOGIC_KEYWORDS } from "./logic-keywords.ts";
import { OBJECT_KEYWORDS } from "./object-keywords.ts";
import { Placeholder } from "./placeholder.ts";
import { SchemaError, type SchemaProblem, type ValuePath } from "./problem.ts";
import { resolveReference } from "./references.ts";
import { UNEVALUATED_KEYWORDS } from "./unevaluated-keywords.ts";
import { VALUE_KEYWORDS } from "./value-keywords.ts";
import type { Keyword } from "./walk.ts";

// JSON Schema 2020-12, interpreted: users' schemas are data, and never become code. Followed so far and so often at most,
// so that a schema that leads around in circles ends.

const DEPTH_MAX = 300;
const VISITS_MAX = 200_000;

const KEYWORDS: ReadonlyMap<string, Keyword> = new Map(
  Object.entries({
    ...LOGIC_KEYWORDS,
    ...VALUE_KEYWORDS,
    ...ARRAY_KEYWORDS,
    ...OBJECT_KEYWORDS,
    ...UNEVALUATED_KEYWORDS,
  }),
);

export interface ValidationOptions {
  /** Parts of the values may come later: nothing is missing yet. */
  readonly ignoresRequired?: boolean;
  readonly checksFormats?: boolean;
}

/** What the schema says against the value, in the order of its keywords. Throws `SchemaError`. */
export function validateValue(schema: unknown, value: unknown, options: ValidationOptions = {}): SchemaProblem[] {
  return new Walk(withPlainNumbers(schema), options).visit(withPlainNumbers(value));
}

/** Numbers that are carried as they were written are computed with as what they are. */
function withPlainNumbers(value: unknown): unknown {
  if (value instanceof Placeholder) return value;
  if (Array.isArray(value)) return value.map(withPlainNumbers);
  const plain = plainNumber(value);
  if (!isJsonObject(plain)) return plain;
  return Object.fromEntries(Object.entries(plain).map(([key, item]) => [key, withPlainNumbers(item)]));
}

class Walk {
  readonly #root: unknown;
  readonly #options: ValidationOptions;
  #visits = 0;

  constructor(root: unknown, options: ValidationOptions) {
    this.#root = root;
    this.#options = options;
  }

  visit(value: unknown): SchemaProblem[] {
    return this.#visit(this.#root, value, [], 0);
  }

  #visit(schema: unknown, value: unknown, path: ValuePath, depth: number): SchemaProblem[] {
    this.#visits += 1;
    if (depth > DEPTH_MAX || this.#visits > VISITS_MAX) {
      throw new SchemaError("the schema leads around in circles", { isCircular: true });
    }
    if (value instanceof Placeholder) return value.problemsAt(path);
    if (schema === false) return [{ path, keyword: "false", message: "nothing is allowed here" }];
    if (!isJsonObject(schema)) return [];
    const site = {
      schema,
      path,
      checksFormats: this.#options.checksFormats === true,
      descend: (inner: unknown, item: unknown, at: ValuePath = path) => this.#visit(inner, item, at, depth + 1),
      resolve: (reference: string) => resolveReference(this.#root, reference),
    };
    return Object.entries(schema).flatMap(([name, argument]) => {
      if (name === "required" && this.#options.ignoresRequired === true) return [];
      return KEYWORDS.get(name)?.(argument, value, site) ?? [];
    });
  }
}
