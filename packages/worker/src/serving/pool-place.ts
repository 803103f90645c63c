import type { ApiClient } from "@tutti/client/http";
import { isNotFound } from "@tutti/client/response-error";
import { createWorkPool, readWorkPool } from "@tutti/client/work-pools";
import { readWorkerTypes } from "@tutti/client/worker-types";
import type { WorkPool } from "@tutti/core/wire/work-pool";

/** The pool; null when there is none of this name. */
export async function findPool(api: ApiClient, name: string): Promise<WorkPool | null> {
  return readWorkPool(api, name).catch((error: unknown) => {
    if (isNotFound(error)) return null;
    throw error;
  });
}

/** Makes a pool with the template that its type begins with, or with another. */
export async function makePool(
  api: ApiClient,
  name: string,
  type: string,
  template: Record<string, unknown> | null,
): Promise<WorkPool> {
  const known = template === null ? (await readWorkerTypes(api)).find((one) => one.type === type) : undefined;
  const base_job_template = template ?? known?.baseJobTemplate ?? {};
  return createWorkPool(api, { name, type, base_job_template });
}
