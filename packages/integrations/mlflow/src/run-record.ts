import { z } from "zod";
import { moment, namedTexts } from "./named-values.ts";

export const RUN_STATUSES = ["RUNNING", "SCHEDULED", "FINISHED", "FAILED", "KILLED"] as const;

export type RunStatus = (typeof RUN_STATUSES)[number];

/** MLflow sends what JSON has no number for as a text: `NaN`, `Infinity`. */
const metricValue = z.union([z.number(), z.enum(["NaN", "Infinity", "-Infinity"]).transform(Number)]);

const metric = z
  .object({
    key: z.string(),
    value: metricValue,
    timestamp: z.coerce.number(),
    step: z.coerce.number().default(0),
  })
  .transform((sent) => ({ key: sent.key, value: sent.value, at: new Date(sent.timestamp), step: sent.step }));

/** A value of a metric at a step. */
export type Metric = z.output<typeof metric>;

const run = z
  .object({
    info: z.object({
      run_id: z.string(),
      run_name: z.string().default(""),
      experiment_id: z.string(),
      user_id: z.string().default(""),
      status: z.enum(RUN_STATUSES),
      start_time: moment,
      end_time: moment,
      artifact_uri: z.string().default(""),
      lifecycle_stage: z.enum(["active", "deleted"]),
    }),
    data: z.object({ metrics: z.array(metric).default([]), params: namedTexts, tags: namedTexts }).prefault({}),
  })
  .transform(({ info, data }) => ({
    runId: info.run_id,
    runName: info.run_name,
    experimentId: info.experiment_id,
    userId: info.user_id,
    status: info.status,
    startedAt: info.start_time,
    endedAt: info.end_time,
    artifactUri: info.artifact_uri,
    lifecycleStage: info.lifecycle_stage,
    /** The latest value of each. */
    metrics: Object.fromEntries(data.metrics.map(({ key, value }) => [key, value])) as Record<string, number>,
    params: data.params,
    tags: data.tags,
  }));

/** What MLflow knows of a run. */
export type RunRecord = z.output<typeof run>;

export const foundRun = z.object({ run });
export const runPage = z.object({ runs: z.array(run).default([]), next_page_token: z.string().optional() });
export const metricPage = z.object({ metrics: z.array(metric).default([]), next_page_token: z.string().optional() });
