import { z } from "zod";
import { opaqueObject } from "@tutti/core/wire/primitives";
import type { ApiClient } from "./http.ts";

/** A type of worker that the server knows of, with the template that a pool of this type begins with. */
export interface WorkerType {
  readonly type: string;
  readonly displayName: string;
  readonly description: string;
  readonly baseJobTemplate: Record<string, unknown>;
}

const workerTypeView = z.record(
  z.string(),
  z.record(
    z.string(),
    z.looseObject({
      type: z.string(),
      display_name: z.string().nullish(),
      description: z.string().nullish(),
      default_base_job_configuration: opaqueObject,
    }),
  ),
);

/** Every type of worker, whoever makes it. */
export async function readWorkerTypes(api: ApiClient): Promise<WorkerType[]> {
  const collections = await api.get("/collections/views/aggregate-worker-metadata", workerTypeView);
  return Object.values(collections)
    .flatMap((types) => Object.values(types))
    .map(({ type, display_name, description, default_base_job_configuration }) => ({
      type,
      displayName: display_name ?? type,
      description: description ?? "",
      baseJobTemplate: default_base_job_configuration,
    }));
}
