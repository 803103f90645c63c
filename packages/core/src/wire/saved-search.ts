import { z } from "zod";
import { opaque, pageLimit, pageOffset, stored } from "./primitives.ts";

/** One condition, as a user interface writes it for itself. */
const savedFilter = z.object({
  object: z.string(),
  property: z.string(),
  type: z.string(),
  operation: z.string(),
  value: opaque.refine((value) => value !== undefined, "Field required"),
});
export type SavedFilter = z.output<typeof savedFilter>;

export const savedSearch = z.object({ ...stored, name: z.string(), filters: z.array(savedFilter) });
export type SavedSearch = z.infer<typeof savedSearch>;

export const savedSearchCreate = z.strictObject({ name: z.string(), filters: z.array(savedFilter).default([]) });
export type SavedSearchCreate = z.output<typeof savedSearchCreate>;

export const savedSearchesFilterBody = z.object({ limit: pageLimit, offset: pageOffset });
