import type { TakenLimit } from "@tutti/core/wire/concurrency-limit";

/** `closed`: a tag's limit is 0. `full`: its slots are taken. */
export type TagSlotsAnswer =
  | { readonly kind: "taken"; readonly limits: TakenLimit[] }
  | { readonly kind: "closed" | "full"; readonly tag: string };

/** What a task that finds no slot of its tags is told to wait. */
export const TAG_RETRY_AFTER_SECONDS = 10;
