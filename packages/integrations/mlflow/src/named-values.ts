import { z } from "zod";

// MLflow sends what has names as lists of `{ key, value }`, and leaves empty lists out.

/** Tags and parameters, by name. */
export const namedTexts = z
  .array(z.object({ key: z.string(), value: z.string().default("") }))
  .default([])
  .transform((list): Record<string, string> => Object.fromEntries(list.map(({ key, value }) => [key, value])));

/** Milliseconds since the epoch; 0 where there is none. */
export const moment = z.coerce
  .number()
  .default(0)
  .transform((ms) => (ms === 0 ? null : new Date(ms)));

/** What is answered to a change that answers nothing. */
export const nothing = z.object({}).transform(() => undefined);

export function asList(values: Readonly<Record<string, string>>): { key: string; value: string }[] {
  return Object.entries(values).map(([key, value]) => ({ key, value }));
}
