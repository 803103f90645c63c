import type { JsonObject } from "@tutti/core/json-object";

/** Schemas that are referred to by name: each type once, and no two under one name. */
export class Definitions {
  readonly #names = new Map<object, string>();
  readonly #schemas = new Map<string, JsonObject>();

  /** A reference to the schema of this type, which is made when it is first met. A type may refer to itself. */
  named(type: object, name: string, make: () => JsonObject): JsonObject {
    const known = this.#names.get(type);
    if (known !== undefined) return referenceTo(known);
    const free = this.#freeName(name);
    this.#names.set(type, free);
    // Its place is taken before its fields are looked at, so that the order is that of the first mention.
    this.#schemas.set(free, {});
    this.#schemas.set(free, make());
    return referenceTo(free);
  }

  toJson(): Record<string, JsonObject> {
    return Object.fromEntries(this.#schemas);
  }

  #freeName(name: string): string {
    for (let count = 1; ; count++) {
      const candidate = count === 1 ? name : `${name}_${count}`;
      if (!this.#schemas.has(candidate)) return candidate;
    }
  }
}

function referenceTo(name: string): JsonObject {
  return { $ref: `#/definitions/${name}` };
}
