import { COMMON, COMMON_NAMES, filledIn, variable, type BundledWorker } from "../bundled-worker.ts";
import { any, choice, flag, integer, nested, optional, text, texts } from "../field.ts";

const credentials = optional(nested("How to sign in to Google Cloud.", "gcp-credentials"));
const memoryForm = { type: "string", pattern: String.raw`^\d+(?:G|Gi|M|Mi)$` };
const size = filledIn("cpu", "memory");

function seconds(maximum: number) {
  return any("Seconds that the run may take.", { type: "integer", exclusiveMinimum: 0, maximum }, 600);
}

const cloudRun: BundledWorker = {
  type: "cloud-run",
  displayName: "Google Cloud Run",
  collection: "prefect-gcp",
  words: "Runs flows as jobs of Google Cloud Run.",
  variables: {
    ...COMMON,
    region: text("Region of the job.", "us-central1"),
    credentials,
    image: optional(text("Image of the container.")),
    cpu: optional(
      any("CPU of the container, in thousandths of a core.", { type: "string", pattern: String.raw`^(\d*000)m$` }),
    ),
    memory: optional(any("Memory of the container, as in 512Mi.", memoryForm)),
    vpc_connector_name: optional(text("VPC connector of the job.")),
    service_account_name: optional(text("Service account that the flow has.")),
    keep_job: flag("Keep the job when the run is over.", false),
    timeout: seconds(3600),
  },
  jobConfiguration: {
    ...filledIn(...COMMON_NAMES, "region", "credentials", "timeout", "keep_job"),
    job_body: {
      apiVersion: "run.googleapis.com/v1",
      kind: "Job",
      metadata: { ...filledIn("name"), annotations: { "run.googleapis.com/launch-stage": "BETA" } },
      spec: {
        template: {
          spec: {
            template: {
              spec: {
                containers: [{ ...filledIn("image", "command"), resources: { limits: size, requests: size } }],
                timeoutSeconds: variable("timeout"),
                serviceAccountName: variable("service_account_name"),
              },
            },
          },
          metadata: { annotations: { "run.googleapis.com/vpc-access-connector": variable("vpc_connector_name") } },
        },
      },
    },
  },
};

const LAUNCH_STAGES = ["ALPHA", "BETA", "GA", "DEPRECATED", "EARLY_ACCESS", "PRELAUNCH", "UNIMPLEMENTED"];

const cloudRunV2: BundledWorker = {
  type: "cloud-run-v2",
  displayName: "Google Cloud Run V2",
  collection: "prefect-gcp",
  words: "Runs flows as jobs of Google Cloud Run, through its second API.",
  variables: {
    ...COMMON,
    credentials,
    region: text("Region of the job.", "us-central1"),
    image: text("Image of the container.", "prefecthq/prefect:3-latest"),
    args: optional(texts("Arguments of the container's command.")),
    keep_job: flag("Keep the job when the run is over.", false),
    launch_stage: choice("Launch stage of the job.", [...LAUNCH_STAGES, "LAUNCH_TAG_UNSPECIFIED"], "BETA"),
    max_retries: integer("How often Cloud Run tries again.", 0),
    cpu: text("CPU of the container.", "1000m"),
    memory: any("Memory of the container, as in 512Mi.", memoryForm, "512Mi"),
    timeout: seconds(604_800),
    vpc_connector_name: optional(text("VPC connector of the job.")),
    service_account_name: optional(text("Service account that the flow has.")),
  },
  jobConfiguration: {
    ...filledIn(...COMMON_NAMES, "credentials", "keep_job", "region", "timeout"),
    job_body: {
      client: "prefect",
      launchStage: variable("launch_stage"),
      template: {
        template: {
          serviceAccount: variable("service_account_name"),
          maxRetries: variable("max_retries"),
          timeout: variable("timeout"),
          vpcAccess: { connector: variable("vpc_connector_name") },
          containers: [{ env: [], ...filledIn("image", "command", "args"), resources: { limits: size } }],
        },
      },
    },
  },
};

const vertexAi: BundledWorker = {
  type: "vertex-ai",
  displayName: "Google Vertex AI",
  collection: "prefect-gcp",
  words: "Runs flows as custom jobs of Google Vertex AI.",
  variables: {
    ...COMMON,
    region: text("Region of the job."),
    image: text("Image of the container."),
    credentials,
    machine_type: text("Type of the machine.", "n1-standard-4"),
    accelerator_type: optional(text("Type of the accelerators.")),
    accelerator_count: optional(integer("Accelerators of the machine.")),
    boot_disk_type: text("Type of the machine's disk.", "pd-ssd"),
    boot_disk_size_gb: integer("Size of that disk, in GB.", 100),
    maximum_run_time_hours: integer("Hours that the run may take.", 1),
    network: optional(text("Network that the job joins.")),
    reserved_ip_ranges: optional(texts("Reserved address ranges of that network.")),
    service_account_name: optional(text("Service account that the flow has.")),
    job_watch_poll_interval: any("Seconds between looks at the job.", { type: "number" }, 5),
  },
  jobConfiguration: {
    ...filledIn(...COMMON_NAMES, "region", "credentials", "job_watch_poll_interval"),
    job_spec: {
      ...filledIn("service_account_name", "network", "reserved_ip_ranges", "maximum_run_time_hours"),
      worker_pool_specs: [
        {
          replica_count: 1,
          container_spec: { image_uri: variable("image"), command: variable("command"), args: [] },
          machine_spec: filledIn("machine_type", "accelerator_type", "accelerator_count"),
          disk_spec: filledIn("boot_disk_type", "boot_disk_size_gb"),
        },
      ],
    },
  },
};

export const gcpWorkers: readonly BundledWorker[] = [cloudRun, cloudRunV2, vertexAi];
