import { COMMON, COMMON_NAMES, filledIn, variable, type BundledWorker } from "../bundled-worker.ts";
import { any, flag, integer, nested, optional, secret, shape, text, texts } from "../field.ts";

const own = [
  "image",
  "resource_group_name",
  "subscription_id",
  "identities",
  "entrypoint",
  "image_registry",
  "cpu",
  "gpu_count",
  "gpu_sku",
  "memory",
  "subnet_ids",
  "dns_servers",
  "stream_output",
  "aci_credentials",
  "task_start_timeout_seconds",
  "task_watch_poll_interval",
];

function parameter(defaultValue: string, description: string): object {
  return { type: "string", defaultValue, metadata: { description } };
}

const UNIQUE = "[uniqueString(resourceGroup().id)]";

const template = {
  $schema: "https://schema.management.azure.com/schemas/2019-08-01/deploymentTemplate.json#",
  contentVersion: "1.0.0.0",
  parameters: {
    location: parameter("[resourceGroup().location]", "Where everything is made."),
    container_group_name: parameter(UNIQUE, "What the container group is called."),
    container_name: parameter(UNIQUE, "What the container is called."),
  },
  resources: [
    {
      type: "Microsoft.ContainerInstance/containerGroups",
      apiVersion: "2022-09-01",
      name: "[parameters('container_group_name')]",
      location: "[parameters('location')]",
      properties: {
        containers: [
          {
            name: "[parameters('container_name')]",
            properties: {
              ...filledIn("image", "command"),
              resources: { requests: { cpu: variable("cpu"), memoryInGB: variable("memory") } },
              environmentVariables: [],
            },
          },
        ],
        osType: "Linux",
        restartPolicy: "Never",
      },
    },
  ],
};

export const azureWorker: BundledWorker = {
  type: "azure-container-instance",
  displayName: "Azure Container Instances",
  collection: "prefect-azure",
  words: "Runs flows in containers of Azure Container Instances.",
  variables: {
    ...COMMON,
    image: optional(text("Image of the container.")),
    resource_group_name: text("Resource group that the container is made in."),
    subscription_id: secret("Subscription that the container is made in."),
    identities: optional(texts("Identities that the container has.")),
    entrypoint: text("Entry point of the container.", "/opt/prefect/entrypoint.sh"),
    image_registry: optional(
      shape(
        "How to sign in to the registry of the image.",
        "ACRManagedIdentity",
        { registry_url: text("Host of the registry."), identity: text("Identity to sign in with.") },
        { $ref: "#/definitions/DockerRegistryCredentials" },
        "docker-registry-credentials",
      ),
    ),
    cpu: any("CPUs of the container.", { type: "number" }, 1),
    gpu_count: optional(integer("GPUs of the container.")),
    gpu_sku: optional(text("Kind of these GPUs.")),
    memory: any("Memory of the container, in GB.", { type: "number" }, 1),
    subnet_ids: optional(texts("Subnets that the container joins.")),
    dns_servers: optional(texts("Name servers that the container asks.")),
    aci_credentials: optional(nested("How to sign in to Azure.", "azure-container-instance-credentials")),
    stream_output: flag("Print what the container prints.", false),
    task_start_timeout_seconds: integer("Seconds that the container may take to start.", 240),
    task_watch_poll_interval: any("Seconds between looks at the container.", { type: "number" }, 5),
  },
  jobConfiguration: { ...filledIn(...COMMON_NAMES, ...own), arm_template: template },
};
