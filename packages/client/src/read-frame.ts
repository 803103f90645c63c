import type { z } from "zod";

/** What a socket's text frame says; null for what is no JSON, or not what the schema wants. */
export function readFrame<S extends z.ZodType>(schema: S, text: string): z.output<S> | null {
  try {
    return schema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
