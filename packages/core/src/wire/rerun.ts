import { z } from "zod";
import { uuid } from "./primitives.ts";
import { runParameters } from "./run-parameters.ts";

/**
 * `POST /api/tutti/flow_runs/{id}/rerun`: another run of the same flow, as its deployment or its program would make it. With
 * `from`, a task run of the run, everything that had ended before that one began is on its record.
 */
export const rerunBody = z.strictObject({
  from: uuid.nullish(),
  /** Over those of the run. */
  parameters: runParameters.default({}),
  name: z.string().nullish(),
  /** Who asks executes it: no worker needs to. */
  executed_here: z.boolean().default(false),
  /** Two requests with the same key make one run. */
  idempotency_key: z.string().nullish(),
});
export type Rerun = z.output<typeof rerunBody>;
