import { BLOCK, type AnyBlockClass } from "./block-mark.ts";

// The classes of this process by slug, so that a block that is named by its slug alone, or stands in another one, gets the
// methods of its class.

const KNOWN = Symbol.for("tutti.blocks");

const classes = knownClasses();

/** Takes the place of a class that it extends: a class is made known when it is defined, and again when it is used. */
export function noteBlockClass(blockClass: AnyBlockClass): void {
  const { slug } = blockClass[BLOCK];
  const known = classes.get(slug);
  if (known !== undefined && (known === blockClass || extendsClass(known, blockClass))) return;
  classes.set(slug, blockClass);
}

export function knownBlockClass(slug: string): AnyBlockClass | null {
  return classes.get(slug) ?? null;
}

function extendsClass(one: AnyBlockClass, other: AnyBlockClass): boolean {
  return Object.prototype.isPrototypeOf.call(other.prototype, one.prototype);
}

/** One register for all copies of Tutti in the process. */
function knownClasses(): Map<string, AnyBlockClass> {
  const shared = globalThis as { [KNOWN]?: Map<string, AnyBlockClass> };
  shared[KNOWN] ??= new Map();
  return shared[KNOWN];
}
