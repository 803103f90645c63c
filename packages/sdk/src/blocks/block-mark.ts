import type { z } from "zod";

// How a block is recognised, whichever copy of Tutti made it: by what it carries under a symbol that all copies share.

/** What a type of blocks is. */
export interface BlockDefinition {
  /** What the type is called on the wire and in `slug/name`. */
  readonly slug: string;
  /** What people read. */
  readonly name: string;
  readonly fields: z.ZodObject;
  /** What its blocks can do, beside what their methods tell: `read-path`, `write-path`, `notify`, … */
  readonly capabilities?: readonly string[];
  readonly description?: string;
  readonly logoUrl?: string;
  readonly documentationUrl?: string;
  /** Markdown that shows how a block of the type is used. */
  readonly codeExample?: string;
  /** A type that servers know from the start: its words and its schema stay as they are there. */
  readonly isBundled?: boolean;
}

/** The document a block was loaded from or saved to. */
export interface StoredAs {
  readonly id: string;
  /** Null for a block without a name, which only its id finds. */
  readonly name: string | null;
}

/** What a block carries under `BLOCK`; its class carries the definition there. */
export interface BlockMark {
  readonly definition: BlockDefinition;
  stored: StoredAs | null;
}

export const BLOCK = Symbol.for("tutti.block");

/** Null for what is no block. */
export function markOf(value: unknown): BlockMark | null {
  if (typeof value !== "object" || value === null || !(BLOCK in value)) return null;
  return value[BLOCK] as BlockMark;
}

/** A class of blocks, as far as those need it that save and load them. */
export interface AnyBlockClass {
  readonly [BLOCK]: BlockDefinition;
  readonly prototype: object;
  new (values: never): object;
}

/** Null for what is no class of blocks. */
export function blockClassOf(value: unknown): AnyBlockClass | null {
  return typeof value === "function" && BLOCK in value ? (value as unknown as AnyBlockClass) : null;
}
