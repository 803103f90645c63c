import { z } from "zod";
import { moment, namedTexts } from "./named-values.ts";

const version = z
  .object({
    name: z.string(),
    version: z.coerce.string(),
    description: z.string().default(""),
    source: z.string().default(""),
    run_id: z.string().default(""),
    status: z.string(),
    current_stage: z.string().default("None"),
    creation_timestamp: moment,
    last_updated_timestamp: moment,
    tags: namedTexts,
    aliases: z.array(z.string()).default([]),
  })
  .transform((sent) => ({
    name: sent.name,
    version: sent.version,
    description: sent.description,
    source: sent.source,
    runId: sent.run_id,
    status: sent.status,
    stage: sent.current_stage,
    createdAt: sent.creation_timestamp,
    updatedAt: sent.last_updated_timestamp,
    tags: sent.tags,
    aliases: sent.aliases,
  }));

/** One version of a registered model. */
export type ModelVersion = z.output<typeof version>;

export const foundVersion = z.object({ model_version: version });
export const versionPage = z.object({
  model_versions: z.array(version).default([]),
  next_page_token: z.string().optional(),
});
