import type { Instant } from "@tutti/core/instant";

// What rows of all kinds are made of. Ids are lower-case UUID text, instants whole microseconds
// (docs/decisions/0001-instants-as-integers.md), booleans 0 or 1.

/** JSON exactly as sent, and what it holds. Made and read in `rows/json-column.ts` only. */
export type JsonText<T> = string & { readonly __holds: T };
export type Tags = string[];
export type Labels = Record<string, string | number | boolean>;
export type Flag = 0 | 1;

export interface Stored {
  id: string;
  created: Instant;
  updated: Instant;
}
