import { z } from "zod";
import { dateTime, integerBetween, orDefault } from "./primitives.ts";

/** `POST /api/tutti/work-pools/{work_pool_name}/occupancy`. */
export const poolOccupancyBody = z.strictObject({
  /** How far to look back. */
  seconds: orDefault(integerBetween(60, 31 * 86_400), 86_400),
});

/** How many runs of a pool were under way at once, in equal parts of a time, the last of which ends now. */
export const poolOccupancy = z.object({
  since: dateTime,
  until: dateTime,
  concurrency_limit: z.int().nullable(),
  parts: z.array(z.object({ from: dateTime, mean: z.number(), most: z.int() })),
  /** More runs ended than are looked through: what lies before `since` is not told. */
  is_truncated: z.boolean(),
});
export type PoolOccupancy = z.infer<typeof poolOccupancy>;
