import { z } from "zod";
import { uuid } from "./primitives.ts";

/** Something that uses a block, and as what: `credentials`, `pull_steps`. */
export const blockUse = z.object({
  kind: z.enum(["block", "deployment", "automation", "work-pool", "result-storage"]),
  /** Null for the server's own setting. */
  id: uuid.nullable(),
  name: z.string(),
  as: z.string(),
});
export type BlockUse = z.infer<typeof blockUse>;

/** `GET /api/tutti/blocks/{id}/uses`: at most 200 of each kind. */
export const blockUses = z.array(blockUse);

/** What came of `POST /api/tutti/blocks/{id}/test`. */
export const blockTestResult = z.object({ is_fine: z.boolean(), detail: z.string() });
export type BlockTestResult = z.infer<typeof blockTestResult>;
