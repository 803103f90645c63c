import type { Fields } from "./field.ts";

/** A block type that the server brings along, and the schema of its blocks. */
export interface BundledBlock {
  readonly slug: string;
  readonly name: string;
  /** Of the schema: the name of the class in Prefect's Python packages, where there is one. */
  readonly title: string;
  /** The Python package that it comes from, or `tutti` where Prefect has none like it. */
  readonly collection: string;
  /** What a person reads about it. */
  readonly words: string;
  readonly capabilities?: readonly string[];
  readonly isProtected?: true;
  readonly fields: Fields;
}

/** Keeps files, so that results can be kept in it. */
export const KEEPS_FILES = ["get-directory", "put-directory", "read-path", "write-path"];
