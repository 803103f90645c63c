import { createFlowRunInput, deleteFlowRunInput } from "@tutti/client/flow-run-inputs";
import type { ApiClient } from "@tutti/client/http";
import { ResponseError } from "@tutti/client/response-error";
import type { FlowRunScope } from "../engine/flow-run-scope.ts";

/** The keys of a pause's inputs, as Prefect names them: the question, what it says of itself, the answer. */
export interface Keyset {
  readonly description: string;
  readonly response: string;
  readonly schema: string;
}

export function keysetOf(stateName: "paused" | "suspended", pauseKey: string): Keyset {
  const base = `${stateName}-${pauseKey}`;
  return { description: `${base}-description`, response: `${base}-response`, schema: `${base}-schema` };
}

const counts = new WeakMap<FlowRunScope, number>();

/** The pauses of an attempt are counted from 1. */
export function nextPauseKey(scope: FlowRunScope): string {
  const count = (counts.get(scope) ?? 0) + 1;
  counts.set(scope, count);
  return String(count);
}

/** Writes what is asked for. What an earlier pause of the same key left is removed, its answer too. */
export async function writeQuestion(
  api: ApiClient,
  flowRunId: string,
  keyset: Keyset,
  schema: Record<string, unknown>,
  description: string | null,
): Promise<void> {
  const write = (key: string, value: unknown) =>
    createFlowRunInput(api, flowRunId, { key, value: JSON.stringify(value) });
  try {
    await write(keyset.schema, schema);
  } catch (error) {
    if (!(error instanceof ResponseError) || error.status !== 409) throw error;
    for (const key of Object.values(keyset)) await deleteFlowRunInput(api, flowRunId, key);
    await write(keyset.schema, schema);
  }
  if (description !== null) await write(keyset.description, description);
}
