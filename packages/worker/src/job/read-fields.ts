import { TuttiError } from "@tutti/core/errors";
import type { z } from "zod";

/** Reads fields of a job. Throws `invalid_template` that names the first which is no such thing. */
export function readFields<Fields>(schema: z.ZodType<Fields>, given: unknown): Fields {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new TuttiError("invalid_template", `${issue?.path.join(".") ?? "job"} of the job: ${issue?.message ?? ""}`);
}
