import { COMMON, COMMON_NAMES, filledIn, variable, type BundledWorker } from "../bundled-worker.ts";
import { any, choice, flag, integer, nested, optional, text, texts } from "../field.ts";

const dockerNames = [
  "image",
  "registry_credentials",
  "image_pull_policy",
  "networks",
  "network_mode",
  "auto_remove",
  "volumes",
  "stream_output",
  "container_wait_timeout",
  "mem_limit",
  "memswap_limit",
  "privileged",
];

export const localWorkers: readonly BundledWorker[] = [
  {
    type: "process",
    displayName: "Process",
    collection: "prefect",
    words: "Runs flows as processes on the machine of the worker.",
    variables: {
      ...COMMON,
      stream_output: flag("Print what the run prints.", true),
      working_dir: optional(any("Folder that the run's process starts in.", { type: "string", format: "path" })),
    },
    jobConfiguration: filledIn(...COMMON_NAMES, "stream_output", "working_dir"),
  },
  {
    type: "docker",
    displayName: "Docker",
    collection: "prefect-docker",
    words: "Runs flows in Docker containers on the machine of the worker.",
    variables: {
      ...COMMON,
      image: optional(text("Image of the container.")),
      registry_credentials: optional(
        nested("How to sign in to the registry of the image.", "docker-registry-credentials"),
      ),
      image_pull_policy: optional(
        any("When to pull the image.", { type: "string", enum: ["IfNotPresent", "Always", "IfPossible", "Never"] }),
      ),
      networks: optional(texts("Networks that the container joins.")),
      network_mode: optional(text("Network mode of the container; it cannot join networks then.")),
      auto_remove: flag("Remove the container when the run is over.", false),
      volumes: optional(texts("Folders to mount, as in /here:/there.")),
      stream_output: flag("Print what the container prints.", true),
      container_wait_timeout: optional(
        any("Seconds that the container may take.", { type: "integer", exclusiveMinimum: 0 }),
      ),
      mem_limit: optional(text("Memory that the container may use, as in 512m.")),
      memswap_limit: optional(text("Memory and swap that it may use together; -1 is any.")),
      privileged: flag("Give the container the rights of the machine.", false),
    },
    jobConfiguration: filledIn(...COMMON_NAMES, ...dockerNames),
  },
  {
    type: "kubernetes",
    displayName: "Kubernetes",
    collection: "prefect-kubernetes",
    words: "Runs flows as jobs of a Kubernetes cluster.",
    variables: {
      ...COMMON,
      namespace: text("Namespace of the job.", "default"),
      image: optional(text("Image of the container.")),
      service_account_name: optional(text("Service account of the job.")),
      image_pull_policy: choice("When to pull the image.", ["IfNotPresent", "Always", "Never"]),
      finished_job_ttl: optional(integer("Seconds that a finished job is kept; for ever when not given.")),
      job_watch_timeout_seconds: optional(integer("Seconds to wait for news of the job; any time when not given.")),
      pod_watch_timeout_seconds: integer("Seconds that the pod may take to start.", 60),
      stream_output: flag("Print what the pod prints.", true),
      cluster_config: optional(nested("Which cluster to speak to.", "kubernetes-cluster-config")),
      cpu_request: optional(text("CPU that the container needs.")),
      cpu_limit: optional(text("CPU that the container may use.")),
      memory_request: optional(text("Memory that the container needs.")),
      memory_limit: optional(text("Memory that the container may use.")),
    },
    jobConfiguration: {
      ...filledIn(...COMMON_NAMES, "namespace", "cluster_config", "job_watch_timeout_seconds"),
      ...filledIn("pod_watch_timeout_seconds", "stream_output"),
      job_manifest: {
        apiVersion: "batch/v1",
        kind: "Job",
        metadata: { ...filledIn("labels", "namespace"), generateName: `${variable("name")}-` },
        spec: {
          backoffLimit: 0,
          ttlSecondsAfterFinished: variable("finished_job_ttl"),
          template: {
            spec: {
              parallelism: 1,
              completions: 1,
              restartPolicy: "Never",
              serviceAccountName: variable("service_account_name"),
              containers: [
                {
                  name: "prefect-job",
                  ...filledIn("env", "image"),
                  imagePullPolicy: variable("image_pull_policy"),
                  args: variable("command"),
                  resources: {
                    limits: { cpu: variable("cpu_limit"), memory: variable("memory_limit") },
                    requests: { cpu: variable("cpu_request"), memory: variable("memory_request") },
                  },
                },
              ],
            },
          },
        },
      },
    },
  },
];
