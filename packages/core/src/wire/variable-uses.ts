import { z } from "zod";
import { uuid } from "./primitives.ts";

/** Something that reads a variable, and where: `parameters`, `job template`. */
export const variableUse = z.object({
  kind: z.enum(["deployment", "automation", "work-pool"]),
  id: uuid,
  name: z.string(),
  as: z.string(),
});
export type VariableUse = z.infer<typeof variableUse>;

/** `GET /api/tutti/variables/{id}/uses`: at most 200 of each kind. */
export const variableUses = z.array(variableUse);
