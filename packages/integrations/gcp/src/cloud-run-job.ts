import { plainNumber, toPlain } from "@tutti/core/exact-json";
import type { JsonObject } from "@tutti/core/json-object";
import type { JobConfiguration } from "@tutti/worker/job/job-configuration";
import { readFields } from "@tutti/worker/job/read-fields";
import { z } from "zod";

const object = z.record(z.string(), z.unknown());
const selector = z.object({ secret: z.string(), version: z.string().default("latest") });

const cloudRunFields = z.looseObject({
  credentials: object.nullish(),
  region: z.string().nullish(),
  job_body: object,
  keep_job: z.boolean().nullish(),
  timeout: z.preprocess(plainNumber, z.number().positive().nullish()),
  env_from_secrets: z.record(z.string(), selector).nullish(),
  prefect_api_key_secret: selector.nullish(),
  prefect_api_auth_string_secret: selector.nullish(),
  cloudsql_instances: z.array(z.string()).nullish(),
});

/** A version of a secret of Secret Manager. */
export type SecretVersion = z.output<typeof selector>;

/** What the configuration of a job says to Cloud Run, beside its command, environment, labels and name. */
export interface CloudRunJob {
  /** The data of a block of credentials; null: Google's own ways of signing in. */
  readonly credentials: JsonObject | null;
  readonly region: string;
  readonly body: JsonObject;
  /** Whether the job stays in Cloud Run when the run is over. */
  readonly isKept: boolean;
  readonly timeoutSeconds: number;
  readonly secrets: Readonly<Record<string, SecretVersion>>;
  readonly sqlInstances: readonly string[];
}

/** Reads a job's configuration. Throws `invalid_template` that names the field which is no such thing. */
export function cloudRunJob({ fields }: JobConfiguration): CloudRunJob {
  const { credentials, region, job_body, keep_job, timeout, ...given } = readFields(cloudRunFields, fields);
  const { prefect_api_key_secret: key, prefect_api_auth_string_secret: password } = given;
  return {
    credentials: credentials ?? null,
    region: region ?? "us-central1",
    body: object.parse(toPlain(job_body)),
    isKept: keep_job ?? false,
    timeoutSeconds: timeout ?? 600,
    secrets: {
      ...given.env_from_secrets,
      ...(key ? { PREFECT_API_KEY: key } : {}),
      ...(password ? { PREFECT_API_AUTH_STRING: password } : {}),
    },
    sqlInstances: given.cloudsql_instances ?? [],
  };
}
