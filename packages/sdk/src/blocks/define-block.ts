import { TuttiError } from "@tutti/core/errors";
import { z } from "zod";
import { Block } from "./block.ts";
import { checkedValues } from "./block-data.ts";
import { BLOCK, blockClassOf, type AnyBlockClass, type BlockDefinition } from "./block-mark.ts";
import { noteBlockClass } from "./known-blocks.ts";

/** What every class of blocks can do. */
export interface BlockStatics {
  readonly [BLOCK]: BlockDefinition;
  /** The block of this name, secrets in clear within their `SecretValue`. Rejects with `not_found`, `invalid_block`. */
  load<B extends Block>(this: new (values: never) => B, name: string): Promise<B>;
  /** Rejects with `not_found`. */
  delete(name: string): Promise<void>;
  /**
   * Has the class found by its slug alone, before it was used: `static { this.announce(); }` in the class. Where a block is
   * read that somebody else named (the storage of a result, `loadBlock("slug/name")`), it gets the methods of this class.
   */
  announce(): void;
  /** Makes the type, and those that may stand in it, known to the server. Saving does it, too. */
  register(): Promise<void>;
}

type Values<F extends z.ZodObject> =
  Partial<z.input<F>> extends z.input<F> ? [values?: z.input<F>] : [values: z.input<F>];

/** A class of blocks whose fields are properties. */
export interface BlockClass<F extends z.ZodObject, B extends Block = Block> extends BlockStatics {
  /** Throws `invalid_block` for values that do not fit, and for fields there are not. */
  new (...values: Values<F>): B & z.output<F>;
}

const RESERVED = new Set(["save", "documentId", "documentName"]);
const SLUG = /^[a-z0-9-]+$/;

/**
 * Makes a type of blocks. Fields are written in camelCase; on the wire they are snake_case.
 *
 * ```ts
 * class Database extends defineBlock({
 *   slug: "database",
 *   name: "Database",
 *   fields: z.object({ host: z.string(), password: secret() }),
 * }) {
 *   connect() { … this.password.get() … }
 * }
 * await new Database({ host: "db", password: "…" }).save("main");
 * const main = await Database.load("main");
 * ```
 */
export function defineBlock<F extends z.ZodObject>(definition: BlockDefinition & { readonly fields: F }): BlockClass<F>;
/** The same, with the methods that several types have in common. */
export function defineBlock<F extends z.ZodObject, B extends Block>(
  definition: BlockDefinition & { readonly fields: F },
  base: abstract new (definition: BlockDefinition) => B,
): BlockClass<F, B>;
export function defineBlock<F extends z.ZodObject>(
  definition: BlockDefinition & { readonly fields: F },
  base: abstract new (definition: BlockDefinition) => Block = Block,
): BlockClass<F> {
  checkDefinition(definition);
  class DefinedBlock extends base {
    static readonly [BLOCK] = definition;

    constructor(values: unknown = {}) {
      super(definition);
      noteBlockClass(new.target);
      Object.assign(this, checkedValues(definition, values));
    }

    static announce(): void {
      noted(this);
    }

    static async load(name: string): Promise<object> {
      const { loadBlockOfClass } = await import("./load-block.ts");
      return loadBlockOfClass(noted(this), name);
    }

    static async delete(name: string): Promise<void> {
      const { deleteBlock } = await import("./load-block.ts");
      await deleteBlock(definition.slug, name);
    }

    static async register(): Promise<void> {
      const { registerBlockClass } = await import("./register-block.ts");
      await registerBlockClass(noted(this));
    }
  }
  Object.defineProperty(DefinedBlock, "name", { value: definition.name.replace(/\s+/g, "") });
  noteBlockClass(DefinedBlock);
  // The fields' types are settled here, once: the class assigns what its schema gives.
  return DefinedBlock as unknown as BlockClass<F>;
}

function noted(blockClass: unknown): AnyBlockClass {
  const known = blockClassOf(blockClass);
  if (known === null) throw new TypeError("Call it on the class of blocks: S3Bucket.load(…)");
  noteBlockClass(known);
  return known;
}

function checkDefinition({ slug, name, fields }: BlockDefinition): void {
  if (!SLUG.test(slug)) {
    throw new TuttiError("invalid_block", `"${slug}" is no slug: lower-case letters, digits and dashes alone`);
  }
  if (name.trim() === "") throw new TuttiError("invalid_block", `the type ${slug} needs a name that people read`);
  if (!(fields instanceof z.ZodObject)) throw new TypeError("fields of defineBlock must be a z.object(…)");
  const taken = Object.keys(fields.shape).find((field) => RESERVED.has(field));
  if (taken !== undefined) throw new TuttiError("invalid_block", `${slug}: no field can be called ${taken}`);
}
