import { z } from "zod";
import { logLine, runRow } from "./dashboard.ts";
import { worker } from "./worker.ts";

/** `GET /api/tutti/work-pools/{work_pool_name}/workers/{name}`: a worker and what it did of late. */
export const workerDetails = z.object({
  worker,
  pool_type: z.string(),
  /** Under which events tell of it. */
  resource_id: z.string(),
  /** Whether it said when it began and ended, as far back as events are kept; the last of each. */
  started: z.string().nullable(),
  stopped: z.string().nullable(),
  /** The runs it took, the last one first; 100 at most, as far back as events are kept. */
  runs: z.array(runRow),
});
export type WorkerDetails = z.infer<typeof workerDetails>;

/** `GET …/{name}/logs`: what it wrote into the logs of the runs it took last, the newest line first. */
export const workerLogs = z.array(logLine.extend({ flow_run_name: z.string() }));
export type WorkerLogs = z.infer<typeof workerLogs>;
