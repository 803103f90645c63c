import { isJsonObject, type JsonObject } from "@tutti/core/json-object";
import { plainNumber, toPlain } from "@tutti/core/exact-json";
import type { JobConfiguration } from "@tutti/worker/job/job-configuration";
import { readFields } from "@tutti/worker/job/read-fields";
import { z } from "zod";

const START_SECONDS = 240;
const LOOK_EVERY_SECONDS = 5;

const text = z
  .string()
  .nullish()
  .transform((value) => (value?.trim() ? value : null));
const texts = z
  .array(z.string())
  .nullish()
  .transform((value) => value ?? []);
const seconds = z.preprocess(plainNumber, z.number().positive().nullish());
const object = z.record(z.string(), z.unknown());
const registry = z.union([
  z.looseObject({ registry_url: z.string(), identity: z.string() }),
  z.looseObject({ registry_url: z.string(), username: z.string(), password: z.string() }),
]);

const instanceFields = z.looseObject({
  image: text,
  resource_group_name: z.string().min(1),
  subscription_id: z.string().min(1),
  identities: texts,
  entrypoint: text,
  image_registry: registry.nullish(),
  gpu_count: z.preprocess(plainNumber, z.int().nonnegative().nullish()),
  gpu_sku: text,
  subnet_ids: texts,
  dns_servers: texts,
  aci_credentials: object.nullish(),
  task_start_timeout_seconds: seconds,
  task_watch_poll_interval: seconds,
  keep_container_group: z.boolean().nullish(),
  arm_template: object,
});

/** Where container groups are made, and as whom. */
export interface InstancePlace {
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  /** The data of a block of credentials; null for Azure's own ways of signing in. */
  readonly credentials: JsonObject | null;
}

/** What the configuration of a job says to Azure Container Instances, beside its command, environment and name. */
export interface InstanceJob {
  readonly place: InstancePlace;
  readonly template: JsonObject;
  readonly image: string | null;
  readonly entrypoint: string | null;
  readonly registry: z.output<typeof registry> | null;
  readonly gpu: { readonly count: number; readonly sku: string } | null;
  readonly identities: readonly string[];
  readonly subnetIds: readonly string[];
  readonly dnsServers: readonly string[];
  /** How long the container may take to start. */
  readonly startSeconds: number;
  readonly lookEverySeconds: number;
  /** Whether the group is only stopped when the run is over. */
  readonly isKept: boolean;
}

/** Reads a job's configuration. Throws `invalid_template` that names the field which is no such thing. */
export function instanceJob({ fields }: JobConfiguration): InstanceJob {
  const data = readFields(instanceFields, fields);
  const { gpu_count: count, gpu_sku: sku, aci_credentials } = data;
  const template = toPlain(data.arm_template);
  return {
    place: {
      subscriptionId: data.subscription_id,
      resourceGroup: data.resource_group_name,
      credentials: isJsonObject(aci_credentials) ? aci_credentials : null,
    },
    template: isJsonObject(template) ? template : {},
    image: data.image,
    entrypoint: data.entrypoint,
    registry: data.image_registry ?? null,
    gpu: count && sku !== null ? { count, sku } : null,
    identities: data.identities,
    subnetIds: data.subnet_ids,
    dnsServers: data.dns_servers,
    startSeconds: data.task_start_timeout_seconds ?? START_SECONDS,
    lookEverySeconds: data.task_watch_poll_interval ?? LOOK_EVERY_SECONDS,
    isKept: data.keep_container_group ?? false,
  };
}
