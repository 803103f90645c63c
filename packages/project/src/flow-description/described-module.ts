import { z } from "zod";
import { opaqueObject } from "@tutti/core/wire/primitives";

/** What the process that loads a user's file tells the one that asked. */
export const describedModule = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("flow"),
    name: z.string(),
    version: z.string(),
    /** As its options say. */
    description: z.string().nullable(),
    /** As the flow's own schema says; null when it has none. */
    schema: opaqueObject.nullable(),
    warnings: z.array(z.string()),
  }),
  /** The file cannot be loaded: its error, with the stack that leads into it. */
  z.object({ kind: z.literal("unloadable"), error: z.string() }),
  /** It can, and exports no flow of this name. */
  z.object({ kind: z.literal("missing"), flows: z.array(z.string()), isExported: z.boolean() }),
]);
export type DescribedModule = z.infer<typeof describedModule>;
