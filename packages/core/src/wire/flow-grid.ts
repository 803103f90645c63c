import { z } from "zod";
import { runMark } from "./dashboard.ts";
import { uuid } from "./primitives.ts";
import { comparedTask } from "./run-comparison.ts";

/** `GET /api/tutti/flows/{id}/grid`: what became of each task in the latest runs. */
export const flowGrid = z.object({
  /** The latest 30 that have begun, oldest first. */
  runs: z.array(runMark),
  tasks: z.array(comparedTask.extend({ flow_run_id: uuid })),
});
export type FlowGrid = z.infer<typeof flowGrid>;
