import { z } from "zod";
import { numberBetween, orDefault } from "./primitives.ts";

// What runs are sought by beside the filters of Prefect's API.

/** Case-insensitive part of a name, or a whole id. */
export const runSearch = orDefault(z.string().max(200), null);

/** A hundred years. */
const LENGTH_SECONDS_MAX = 3_155_760_000;
const seconds = orDefault(numberBetween(0, LENGTH_SECONDS_MAX), null);

/** How long runs that have begun were in RUNNING until now, in seconds: `at_least` counts in, `below` does not. */
export const runLength = orDefault(z.strictObject({ at_least: seconds, below: seconds }), null);
export type RunLength = NonNullable<z.output<typeof runLength>>;
