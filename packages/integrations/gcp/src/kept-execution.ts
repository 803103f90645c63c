import type { JsonObject } from "@tutti/core/json-schema/walk";
import { commandKinds } from "@tutti/worker/job/command-kind";
import { KeptJob } from "@tutti/worker/process/kept-job";
import { z } from "zod";

const keptExecution = z.object({
  region: z.string(),
  /** The job's full name. */
  job: z.string(),
  /** Null until it was started. */
  execution: z.string().nullable(),
  isKept: z.boolean(),
  credentials: z.record(z.string(), z.unknown()).nullable(),
  epoch: z.int().nullable(),
  kind: commandKinds,
});

export type KeptExecution = z.infer<typeof keptExecution>;

/** What one worker leaves for another about an execution: `path` is the folder of a run in that of the worker. */
export function executionRecord(path: string): KeptJob<KeptExecution> {
  return new KeptJob(path, keptExecution);
}

/** Whether another worker can sign in by what may be kept: a key's content may not. */
export function canBeLeft(credentials: JsonObject | null): boolean {
  return (credentials?.["service_account_info"] ?? null) === null;
}
