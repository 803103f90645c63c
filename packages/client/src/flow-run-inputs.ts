import type { z } from "zod";
import { type FlowRunInput, flowRunInput, type flowRunInputBody } from "@tutti/core/wire/flow-run-input";
import type { ApiClient } from "./http.ts";
import { arrayOf } from "./parsers.ts";
import { isNotFound } from "./response-error.ts";

const anything = { parse: (value: unknown) => value };

/** Rejects with status 409 when the run has an input of this key. */
export function createFlowRunInput(
  api: ApiClient,
  flowRunId: string,
  body: z.input<typeof flowRunInputBody>,
): Promise<void> {
  return api.send("POST", `/flow_runs/${flowRunId}/input`, body);
}

/** The JSON kept under the key; undefined when there is none. */
export async function readFlowRunInput(api: ApiClient, flowRunId: string, key: string): Promise<unknown> {
  try {
    return await api.get(`/flow_runs/${flowRunId}/input/${encodeURIComponent(key)}`, anything);
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

/** Those whose key begins so, oldest first. */
export function filterFlowRunInputs(
  api: ApiClient,
  flowRunId: string,
  body: { readonly prefix: string; readonly limit: number; readonly exclude_keys: readonly string[] },
): Promise<FlowRunInput[]> {
  return api.post(`/flow_runs/${flowRunId}/input/filter`, body, arrayOf(flowRunInput));
}

/** It is no error when there is none. */
export async function deleteFlowRunInput(api: ApiClient, flowRunId: string, key: string): Promise<void> {
  try {
    await api.send("DELETE", `/flow_runs/${flowRunId}/input/${encodeURIComponent(key)}`);
  } catch (error) {
    if (!isNotFound(error)) throw error;
  }
}
