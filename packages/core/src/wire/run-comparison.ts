import { z } from "zod";
import { COMPARED_MAX } from "../compared-runs.ts";
import { runRow, stateCounts, stateMark } from "./dashboard.ts";
import { dateTime, opaque, opaqueObject, uuid } from "./primitives.ts";

/** `POST /api/tutti/runs/compare`. */
export const runComparisonBody = z.strictObject({ ids: z.array(uuid).min(1).max(COMPARED_MAX) });

/** All calls of one task in a run. */
export const comparedTask = z.object({
  task_key: z.string(),
  counts: stateCounts,
  /** From start to end, summed over the calls that have both. */
  seconds: z.number(),
  /** Of the first call that began. */
  start_time: dateTime.nullable(),
});
export type ComparedTask = z.infer<typeof comparedTask>;

export const comparedArtifact = z.object({
  id: uuid,
  key: z.string(),
  type: z.string().nullable(),
  /** Null also where it is long: its own page has it. */
  data: opaque,
});
export type ComparedArtifact = z.infer<typeof comparedArtifact>;

export const comparedRun = runRow.extend({
  flow_version: z.string().nullable(),
  parameters: opaqueObject,
  /** Oldest first. */
  states: z.array(stateMark),
  tasks: z.array(comparedTask),
  /** The last of each key that the run made. */
  artifacts: z.array(comparedArtifact),
});
export type ComparedRun = z.infer<typeof comparedRun>;

/** In the order that was asked for; runs that are gone are left out. */
export const runComparison = z.array(comparedRun);
