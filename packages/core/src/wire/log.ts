import { z } from "zod";
import { operator, timeRange } from "./filter-fields.ts";
import {
  dateTime,
  instantInput,
  integer,
  integerBetween,
  orDefault,
  pageLimit,
  pageOffset,
  stored,
  uuid,
} from "./primitives.ts";

export const log = z.object({
  ...stored,
  name: z.string(),
  level: z.int(),
  message: z.string(),
  timestamp: dateTime,
  flow_run_id: uuid.nullable(),
  task_run_id: uuid.nullable(),
});
export type Log = z.infer<typeof log>;

export const logCreate = z.strictObject({
  name: z.string(),
  level: integerBetween(-0x8000_0000, 0x7fff_ffff),
  message: z.string(),
  timestamp: instantInput,
  flow_run_id: uuid.nullish(),
  task_run_id: uuid.nullish(),
});
export type LogCreate = z.output<typeof logCreate>;
export const logsCreateBody = z.array(logCreate);

export const logFilter = z.strictObject({
  operator,
  level: z.strictObject({ ge_: integer.nullish(), le_: integer.nullish() }).nullish(),
  timestamp: timeRange.nullish(),
  flow_run_id: z.strictObject({ any_: z.array(uuid).nullish() }).nullish(),
  task_run_id: z.strictObject({ any_: z.array(uuid).nullish(), is_null_: z.boolean().nullish() }).nullish(),
  text: z.strictObject({ query: z.string().max(200) }).nullish(),
});
export type LogFilter = z.output<typeof logFilter>;

export const logSort = z.enum(["TIMESTAMP_ASC", "TIMESTAMP_DESC"]);
export const logsFilterBody = z.object({
  logs: orDefault(logFilter, null),
  sort: orDefault(logSort, "TIMESTAMP_ASC" as const),
  limit: pageLimit,
  offset: pageOffset,
});
