/**
 * What may happen to a message. `lost`: it does not arrive, nor does what follows, until the connection breaks; of an answer
 * that is lost the request was applied. `cut after` and `cut within` break the connection after it, and in the middle of it.
 */
export const FAULTS = ["lost", "late", "twice", "cut after", "cut within"] as const;
export type Fault = (typeof FAULTS)[number];
