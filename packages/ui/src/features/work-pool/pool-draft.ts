import type { WorkPool } from "@tutti/core/wire/work-pool";
import { isSame } from "../../components/schema-form/form-values.ts";
import type { JobTemplate } from "./base-template.ts";

/** What may be changed of a pool. */
export interface PoolDraft {
  readonly description: string;
  readonly limit: number | undefined;
  readonly template: JobTemplate;
}

export function draftOfPool({ description, concurrency_limit, base_job_template }: WorkPool): PoolDraft {
  return { description: description ?? "", limit: concurrency_limit ?? undefined, template: base_job_template };
}

/** The body of the change: only what is not as it was. */
export function changesOf(draft: PoolDraft, pool: WorkPool): Record<string, unknown> {
  const before = draftOfPool(pool);
  return {
    ...(draft.description === before.description ? {} : { description: draft.description }),
    ...(draft.limit === before.limit ? {} : { concurrency_limit: draft.limit ?? null }),
    ...(isSame(draft.template, before.template) ? {} : { base_job_template: draft.template }),
  };
}
