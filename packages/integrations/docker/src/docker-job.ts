import { plainNumber } from "@tutti/core/exact-json";
import { TuttiError } from "@tutti/core/errors";
import type { JobConfiguration } from "@tutti/worker/job/job-configuration";
import { readFields } from "@tutti/worker/job/read-fields";
import { z } from "zod";
import { bytesOf } from "./bytes-of.ts";

const text = z.string().nullish().transform(filled);
const texts = z
  .array(z.string())
  .nullish()
  .transform((value) => value ?? []);
const flag = z
  .boolean()
  .nullish()
  .transform((value) => value ?? false);
const credentials = z
  .looseObject({ username: z.string(), password: z.string(), registry_url: text })
  .nullish()
  .transform((given) => (given === null || given === undefined ? null : credentialsOf(given)));
const size = z.preprocess(plainNumber, z.union([z.string(), z.number()]).nullish()).transform((value, context) => {
  const bytes = value === null || value === undefined ? null : bytesOf(String(value));
  if (bytes !== undefined) return bytes;
  context.addIssue("is no amount of memory: write 512m, 2g or bytes");
  return z.NEVER;
});

const dockerFields = z.looseObject({
  image: text,
  registry_credentials: credentials,
  image_pull_policy: z.enum(["IfNotPresent", "Always", "IfPossible", "Never"]).nullish(),
  networks: texts,
  network_mode: text,
  auto_remove: flag,
  volumes: texts,
  container_wait_timeout: z.preprocess(plainNumber, z.number().positive().nullish()),
  mem_limit: size,
  memswap_limit: size,
  privileged: flag,
  container_create_kwargs: z.record(z.string(), z.unknown()).nullish(),
});

export type PullPolicy = NonNullable<z.infer<typeof dockerFields>["image_pull_policy"]>;

export interface RegistryCredentials {
  readonly username: string;
  readonly password: string;
  readonly registryUrl: string | null;
}

/** What the configuration of a job says to Docker, beside its command, environment, labels and name. */
export interface DockerJob {
  readonly image: string | null;
  readonly pullPolicy: PullPolicy | null;
  readonly credentials: RegistryCredentials | null;
  readonly networks: readonly string[];
  readonly networkMode: string | null;
  readonly isRemoved: boolean;
  readonly volumes: readonly string[];
  readonly waitSeconds: number | null;
  readonly memoryBytes: number | null;
  /** Memory and swap together; -1: any. */
  readonly memorySwapBytes: number | null;
  readonly isPrivileged: boolean;
  /** More of Docker's own options, by Prefect's name for them. */
  readonly createOptions: Readonly<Record<string, unknown>>;
}

/** Reads a job's configuration. Throws `invalid_template` that names the field which is no such thing. */
export function dockerJob({ fields }: JobConfiguration): DockerJob {
  const data = readFields(dockerFields, fields);
  if (data.networks.length > 0 && data.network_mode !== null) {
    throw new TuttiError("invalid_template", "a container has networks or a network_mode, not both");
  }
  return {
    image: data.image,
    pullPolicy: data.image_pull_policy ?? null,
    credentials: data.registry_credentials,
    networks: data.networks,
    networkMode: data.network_mode,
    isRemoved: data.auto_remove,
    volumes: data.volumes,
    waitSeconds: data.container_wait_timeout ?? null,
    memoryBytes: data.mem_limit,
    memorySwapBytes: data.memswap_limit,
    isPrivileged: data.privileged,
    createOptions: data.container_create_kwargs ?? {},
  };
}

function credentialsOf(given: {
  readonly username: string;
  readonly password: string;
  readonly registry_url: string | null;
}): RegistryCredentials {
  return { username: given.username, password: given.password, registryUrl: given.registry_url };
}

function filled(value: string | null | undefined): string | null {
  return value === undefined || value === null || value.trim() === "" ? null : value;
}
