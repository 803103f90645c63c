import type { Chance } from "./chance.ts";

const KEPT_OF_EACH = 30;

/**
 * What the server has told of: ids and names of each kind of object, so that generated requests meet objects that exist.
 * A kind is the word of the paths: `flows`, `flow_runs`.
 */
export class KnownThings {
  readonly #ids = new Map<string, string[]>();
  readonly #names = new Map<string, string[]>();

  /** Notes what a reply below this path speaks of. */
  learn(path: string, reply: unknown, chance: Chance): void {
    const kind = path.split("/")[1] ?? "";
    for (const thing of (Array.isArray(reply) ? reply : [reply]).slice(0, 5)) {
      if (typeof thing !== "object" || thing === null) continue;
      const { id, name, key, slug } = thing as Record<string, unknown>;
      if (typeof id === "string") remember(this.#ids, kind, id, chance);
      for (const word of [name, key, slug]) if (typeof word === "string") remember(this.#names, kind, word, chance);
    }
  }

  /** An id for a field or parameter of this name, of an object of the kind that the name means. */
  id(name: string, kind: string, chance: Chance): string {
    const meant = name === "id" || name === "any_" || name === "" ? kind : `${name.replace(/_ids?$/, "")}s`;
    const ids = this.#ids.get(chance.happens(0.9) ? meant : kind) ?? [];
    return ids.length === 0 || chance.happens(0.05) ? chance.uuid() : chance.pick(ids);
  }

  name(kind: string, chance: Chance): string | null {
    const names = this.#names.get(kind) ?? [];
    return names.length === 0 ? null : chance.pick(names);
  }
}

function remember(things: Map<string, string[]>, kind: string, thing: string, chance: Chance): void {
  const known = things.get(kind) ?? [];
  things.set(kind, known);
  if (known.includes(thing)) return;
  if (known.length < KEPT_OF_EACH) known.push(thing);
  else known[chance.between(0, KEPT_OF_EACH - 1)] = thing;
}
