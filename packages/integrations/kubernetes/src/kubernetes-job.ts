import { plainNumber, toPlain } from "@tutti/core/exact-json";
import type { JsonObject } from "@tutti/core/json-object";
import type { JobConfiguration } from "@tutti/worker/job/job-configuration";
import { readFields } from "@tutti/worker/job/read-fields";
import { z } from "zod";

const PODS_MAY_TAKE_SECONDS = 60;

const seconds = z.preprocess(plainNumber, z.number().positive().nullish());
const object = z.record(z.string(), z.unknown());

const kubernetesFields = z.looseObject({
  namespace: z.string().nullish(),
  job_manifest: object,
  cluster_config: z.looseObject({ config: object, context_name: z.string() }).nullish(),
  annotations: z.record(z.string(), z.string()).nullish(),
  job_watch_timeout_seconds: seconds,
  pod_watch_timeout_seconds: seconds,
});

export interface ClusterConfig {
  /** What a kubeconfig file says. */
  readonly config: JsonObject;
  readonly contextName: string;
}

/** What the configuration of a job says to Kubernetes, beside its command, environment, labels and name. */
export interface KubernetesJob {
  readonly namespace: string;
  readonly manifest: JsonObject;
  readonly annotations: Readonly<Record<string, string>>;
  readonly cluster: ClusterConfig | null;
  /** How long the job is watched. */
  readonly watchSeconds: number | null;
  /** How long its pod may be kept from starting. */
  readonly podSeconds: number;
}

/** Reads a job's configuration. Throws `invalid_template` that names the field which is no such thing. */
export function kubernetesJob({ fields }: JobConfiguration): KubernetesJob {
  const { namespace, job_manifest, cluster_config, annotations, ...times } = readFields(kubernetesFields, fields);
  return {
    namespace: namespace ?? "default",
    manifest: object.parse(toPlain(job_manifest)),
    annotations: annotations ?? {},
    cluster: cluster_config ? { config: cluster_config.config, contextName: cluster_config.context_name } : null,
    watchSeconds: times.job_watch_timeout_seconds ?? null,
    podSeconds: times.pod_watch_timeout_seconds ?? PODS_MAY_TAKE_SECONDS,
  };
}
