import type { JobEnd } from "@tutti/worker/launcher";
import { z } from "zod";

/** What is of interest of an execution, as Cloud Run tells it. */
export const executionView = z.object({
  name: z.string(),
  createTime: z.string().default("1970-01-01T00:00:00Z"),
  completionTime: z.string().optional(),
  logUri: z.string().optional(),
  conditions: z
    .array(z.object({ type: z.string(), state: z.string().optional(), message: z.string().optional() }))
    .default([]),
});

export type ExecutionView = z.output<typeof executionView>;

/** How an execution ended; null while it has not. Of a container that failed Cloud Run tells the code in words alone. */
export function executionEnd({ completionTime, conditions }: ExecutionView): JobEnd | null {
  const completed = conditions.find(({ type }) => type === "Completed");
  const isOver = completed?.state === "CONDITION_SUCCEEDED" || completed?.state === "CONDITION_FAILED";
  if (!isOver && completionTime === undefined) return null;
  if (completed?.state === "CONDITION_SUCCEEDED") return { code: 0, signal: null, reason: null, isReported: false };
  const reason = completed?.message ?? "Cloud Run ended the execution, and does not say why.";
  const [, code] = /exit code:? (\d+)/i.exec(reason) ?? [];
  return { code: code === undefined ? null : Number(code), signal: null, reason, isReported: false };
}

/** What keeps an execution from going on, in Cloud Run's words; null where nothing does. */
export function executionNews({ conditions }: ExecutionView): string | null {
  const waiting = conditions.find(({ type, state, message }) => type !== "Completed" && message && !isSettled(state));
  return waiting?.message ?? null;
}

function isSettled(state: string | undefined): boolean {
  return state === "CONDITION_SUCCEEDED";
}
