import { z } from "zod";
import { operator, timeRange } from "./filter-fields.ts";
import { dateTime, integer, orDefault, pageLimit, pageOffset, stored, uuid } from "./primitives.ts";

export const workerStatus = z.enum(["ONLINE", "OFFLINE"]);

export const worker = z.object({
  ...stored,
  name: z.string(),
  work_pool_id: uuid,
  last_heartbeat_time: dateTime.nullable(),
  heartbeat_interval_seconds: integer.nullable(),
  status: workerStatus,
});
export type Worker = z.output<typeof worker>;

export const workerHeartbeatBody = z.object({
  name: z.string(),
  heartbeat_interval_seconds: orDefault(integer, null),
});

const workerStatuses = z.array(workerStatus).nullish();
export const workerFilter = z.strictObject({
  operator,
  last_heartbeat_time: timeRange.nullish(),
  status: z.strictObject({ any_: workerStatuses, not_any_: workerStatuses }).nullish(),
});
export type WorkerFilter = z.output<typeof workerFilter>;

export const workersFilterBody = z.object({
  workers: orDefault(workerFilter, null),
  limit: pageLimit,
  offset: pageOffset,
});
