import { z } from "zod";

/** What became of a rotation of the key that secrets are sealed with. */
export const keyRotation = z.object({
  /** The key that seals from now on. */
  key_id: z.string(),
  /** Documents that were sealed anew. */
  resealed: z.int(),
  /** Documents that another key still seals: one that this server does not have, or that was just being written. */
  left: z.int(),
});
export type KeyRotation = z.output<typeof keyRotation>;
