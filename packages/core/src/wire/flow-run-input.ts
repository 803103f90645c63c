import { z } from "zod";
import { integerBetween, orDefault, stored, uuid } from "./primitives.ts";

const key = z.string().regex(/^[a-z0-9-]*$/);

export const flowRunInput = z.object({
  ...stored,
  flow_run_id: uuid,
  key: z.string(),
  value: z.string(),
  sender: z.string().nullable(),
});
export type FlowRunInput = z.infer<typeof flowRunInput>;

export const flowRunInputBody = z.object({ key, value: z.string(), sender: z.string().nullish() });
export const flowRunInputFilterBody = z.object({
  prefix: z.string(),
  limit: orDefault(integerBetween(0, 200), 1),
  exclude_keys: orDefault(z.array(z.string()), []),
});
