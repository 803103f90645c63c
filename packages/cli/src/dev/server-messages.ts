import { z } from "zod";

/** What the server's process of `tutti dev` tells of its start. */
export const fromServer = z.discriminatedUnion("type", [
  z.object({ type: z.literal("ready"), origin: z.string(), databaseUrl: z.string() }),
  z.object({ type: z.literal("failed"), code: z.string(), detail: z.string() }),
]);
export type FromServer = z.infer<typeof fromServer>;
