import { z } from "zod";
import { allOrAnyTags, anyOrNotUuid, anyText, anyUuid, nameFilter, operator } from "./filter-fields.ts";
import { integer } from "./primitives.ts";

export const deploymentFilter = z.strictObject({
  operator,
  id: anyOrNotUuid.nullish(),
  name: nameFilter.nullish(),
  flow_or_deployment_name: z.strictObject({ like_: z.string().nullish() }).nullish(),
  paused: z.strictObject({ eq_: z.boolean().nullish() }).nullish(),
  tags: allOrAnyTags.nullish(),
  work_queue_name: anyText.nullish(),
  concurrency_limit: z
    .strictObject({ ge_: integer.nullish(), le_: integer.nullish(), is_null_: z.boolean().nullish() })
    .nullish(),
});
export type DeploymentFilter = z.output<typeof deploymentFilter>;

export const workPoolFilter = z.strictObject({
  operator,
  id: anyUuid.nullish(),
  name: anyText.nullish(),
  type: anyText.nullish(),
});
export type WorkPoolFilter = z.output<typeof workPoolFilter>;

export const workQueueFilter = z.strictObject({
  operator,
  id: anyUuid.nullish(),
  name: z.strictObject({ any_: z.array(z.string()).nullish(), startswith_: z.array(z.string()).nullish() }).nullish(),
});
export type WorkQueueFilter = z.output<typeof workQueueFilter>;
