import type { Chance } from "./chance.ts";
import type { KnownThings } from "./known-things.ts";

/** JSON Schema, as far as our document uses it. */
export interface Schema {
  readonly $ref?: string;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly items?: Schema;
  readonly prefixItems?: readonly Schema[];
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | boolean;
}

const DEPTH_MAX = 8;
const NOW_MS = 1_790_000_000_000;
const WORDS = ["a", "etl", "prod", "daily-sales", "x_y", "Pending", "Running", "default", "text/plain", "5", ""];

/** Makes values that fit schemas, of things that exist where it can. */
export class SchemaValues {
  readonly #components: Readonly<Record<string, Schema>>;
  readonly #chance: Chance;
  readonly #known: KnownThings;

  constructor(components: Readonly<Record<string, Schema>>, chance: Chance, known: KnownThings) {
    this.#components = components;
    this.#chance = chance;
    this.#known = known;
  }

  /** A value for the field or parameter of this name, in a request about objects of this kind. */
  of(schema: Schema, name: string, kind: string, depth = 0): unknown {
    const chance = this.#chance;
    if (schema.$ref !== undefined) return this.of(this.#resolve(schema.$ref), name, kind, depth);
    if (schema.const !== undefined) return schema.const;
    if (schema.enum !== undefined) return chance.pick(schema.enum);
    const options = schema.anyOf ?? schema.oneOf;
    if (options !== undefined) return this.of(this.#option(options, depth), name, kind, depth);
    if (schema.allOf !== undefined) return this.#merged(schema.allOf, name, kind, depth);
    const type = Array.isArray(schema.type) ? chance.pick(schema.type) : schema.type;
    return this.#ofType(String(type), schema, name, kind, depth);
  }

  #ofType(type: string, schema: Schema, name: string, kind: string, depth: number): unknown {
    switch (type) {
      case "string":
        return this.#text(schema, name, kind);
      case "integer":
        return this.#number(schema, 0);
      case "number":
        return this.#number(schema, 0.25);
      case "boolean":
        return this.#chance.happens(0.5);
      case "null":
        return null;
      case "array":
        return this.#list(schema, name, kind, depth);
      case "object":
        return this.#object(schema, kind, depth);
      default:
        return this.anything();
    }
  }

  /** JSON that no schema describes. */
  anything(): unknown {
    const { pick, between } = {
      pick: this.#chance.pick.bind(this.#chance),
      between: this.#chance.between.bind(this.#chance),
    };
    return pick([null, true, 0, -1.5, "text", [], {}, [1, "a", null], { a: { b: [between(0, 9)] } }, { x: 5 }]);
  }

  #resolve(reference: string): Schema {
    return this.#components[reference.slice("#/components/schemas/".length)] ?? {};
  }

  /** Deep down the last option is taken, which is null where there is one: recursion ends. */
  #option(options: readonly Schema[], depth: number): Schema {
    const isDeep = depth > DEPTH_MAX || (depth > 1 && this.#chance.happens(0.5));
    return (isDeep ? options.find(({ type }) => type === "null") : undefined) ?? this.#chance.pick(options);
  }

  #merged(parts: readonly Schema[], name: string, kind: string, depth: number): unknown {
    return Object.assign({}, ...parts.map((part) => this.of(part, name, kind, depth)));
  }

  #text({ format, pattern, minLength = 0, maxLength = 1000 }: Schema, name: string, kind: string): string {
    const chance = this.#chance;
    if (format === "uuid") return this.#known.id(name, kind, chance);
    if (format === "date-time") return new Date(NOW_MS + chance.between(-9, 9) * 3_600_000).toISOString();
    const known = chance.happens(0.5) ? this.#known.name(kind, chance) : null;
    const word = known ?? `${chance.pick(WORDS)}${chance.happens(0.5) ? `-${chance.between(0, 999)}` : ""}`;
    const fitting = pattern === undefined || new RegExp(pattern, "u").test(word) ? word : `a${chance.between(0, 99)}`;
    return fitting.padEnd(minLength, "a").slice(0, maxLength);
  }

  /** Near the lower bound, or near zero where that is far off; seldom at a bound. */
  #number({ minimum = -1e9, maximum = 1e9, exclusiveMinimum }: Schema, fraction: number): number {
    const lowest = exclusiveMinimum === undefined ? minimum : exclusiveMinimum + 1;
    if (this.#chance.happens(0.05)) return this.#chance.pick([lowest, maximum]);
    const least = lowest < -1000 ? -2 : lowest;
    const most = Math.max(least, Math.min(maximum, least + 20));
    return this.#chance.between(Math.ceil(least), Math.floor(most)) + (this.#chance.happens(0.3) ? fraction : 0);
  }

  #list(schema: Schema, name: string, kind: string, depth: number): unknown[] {
    const { prefixItems, items = {}, minItems = 0, maxItems = 3 } = schema;
    if (prefixItems !== undefined) return prefixItems.map((item) => this.of(item, name, kind, depth + 1));
    const length = depth > DEPTH_MAX ? minItems : this.#chance.between(minItems, Math.min(maxItems, minItems + 2));
    return Array.from({ length }, () => this.of(items, name, kind, depth + 1));
  }

  #object({ properties = {}, required = [], additionalProperties }: Schema, kind: string, depth: number): object {
    const share = depth === 0 ? 0.4 : 0.25;
    const object: Record<string, unknown> = {};
    for (const [key, schema] of Object.entries(properties)) {
      const isTaken = required.includes(key) || (depth <= DEPTH_MAX && this.#chance.happens(share));
      if (isTaken) object[key] = this.of(schema, key, kindOf(key, kind), depth + 1);
    }
    if (typeof additionalProperties === "object" && this.#chance.happens(0.5)) {
      object[this.#chance.pick(WORDS)] = this.of(additionalProperties, "", kind, depth + 1);
    }
    return object;
  }
}

/** Below a filter of flows everything is about flows. */
function kindOf(key: string, kind: string): string {
  return /^(flows|flow_runs|task_runs|deployments|work_pools|work_pool_queues|block_\w+s)$/.test(key) ? key : kind;
}
